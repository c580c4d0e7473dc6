import { readFile, stat } from 'node:fs/promises'

/** Configurations with the names of 20,000 classes are below 2 MB. */
const LARGEST_BYTES = 20_000_000

/**
 * A JSON file that a model is published with.
 * @param refuse makes the error to throw, of what was expected and found
 * @returns undefined when there is no such file
 */
export async function readConfigFile(
  path: string,
  refuse: (reason: string, cause?: unknown) => Error,
): Promise<{ readonly content: unknown } | undefined> {
  const found = await stat(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return undefined
    throw refuse(`cannot be read (${error.message})`, error)
  })
  if (found === undefined) return undefined
  if (found.size > LARGEST_BYTES)
    throw refuse(`expected at most ${LARGEST_BYTES} bytes, but found ${found.size}`)
  try {
    return { content: JSON.parse(await readFile(path, 'utf8')) }
  } catch (error) {
    throw refuse(`expected JSON (${String(error)})`, error)
  }
}
