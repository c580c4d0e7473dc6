import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { ModelRefused } from './model-refused.ts'

/** Maps of 20,000 classes are below 2 MB. */
const LARGEST_JSON_BYTES = 20_000_000

/**
 * A JSON file of a model's folder.
 * @returns undefined when the folder has no such file
 * @throws ModelRefused when it is too large or no JSON
 */
export async function readJson(folder: string, file: string): Promise<unknown> {
  const path = join(folder, file)
  const size = await stat(path).then(
    (found) => found.size,
    () => null,
  )
  if (size === null) return undefined
  if (size > LARGEST_JSON_BYTES)
    throw new ModelRefused(`Expected ${file} to be at most ${LARGEST_JSON_BYTES} bytes but it has ${size}`)
  try {
    const content: unknown = JSON.parse(await readFile(path, 'utf8'))
    return content
  } catch (error) {
    throw new ModelRefused(`Expected ${path} to be JSON but it is not: ${String(error)}`, { cause: error })
  }
}
