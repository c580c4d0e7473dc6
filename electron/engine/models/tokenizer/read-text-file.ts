import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { TextFileUnreadable } from './text-file-unreadable.ts'

/** The largest known tokenizer.json (250,000 pieces) takes 17 MB. */
const LARGEST_BYTES = 64 << 20

/**
 * One of a model's JSON files, checked.
 * @returns null if there is no such file
 * @throws TextFileUnreadable
 */
export async function readJsonFile<Schema extends z.ZodType>(
  folder: string,
  file: string,
  schema: Schema,
): Promise<z.output<Schema> | null> {
  const text = await readTextFile(folder, file)
  if (text === null) return null
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch (error) {
    throw new TextFileUnreadable(file, 'it is not JSON', { cause: error })
  }
  const parsed = schema.safeParse(json)
  if (!parsed.success)
    throw new TextFileUnreadable(file, z.prettifyError(parsed.error), { cause: parsed.error })
  return parsed.data
}

/** @returns null if there is no such file */
export async function readTextFile(folder: string, file: string): Promise<string | null> {
  const path = join(folder, file)
  const found = await stat(path).catch(() => null)
  if (found === null || !found.isFile()) return null
  if (found.size > LARGEST_BYTES) {
    throw new TextFileUnreadable(file, `expected at most ${LARGEST_BYTES} bytes but it has ${found.size}`)
  }
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    throw new TextFileUnreadable(file, 'it cannot be read', { cause: error })
  }
}
