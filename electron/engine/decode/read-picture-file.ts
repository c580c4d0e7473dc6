import { createHash, hash } from 'node:crypto'
import { type FileHandle, open, stat } from 'node:fs/promises'
import type { Stats } from 'node:fs'
import { setImmediate } from 'node:timers/promises'
import { PictureProblem } from './picture-problem.ts'

/** Far above any product photo; a file is held in memory as a whole. */
const LARGEST_FILE_BYTES = 512 * 1024 * 1024

/** Hashed at one go: about 10 ms, in which the thread answers nobody. */
const HASH_SLICE_BYTES = 8 * 1024 * 1024

export interface PictureFile {
  readonly bytes: Buffer
  /** 64 lower-case hexadecimal digits. */
  readonly sha256: string
  readonly size: number
  readonly mtimeMs: number
}

/**
 * Reads a file once, whole, with its content hash.
 * @throws PictureProblem when it vanished, cannot be read, is no file, is empty, is over 512 MiB, or changed meanwhile
 * @throws the signal's reason when aborted
 */
export async function readPictureFile(path: string, signal?: AbortSignal): Promise<PictureFile> {
  signal?.throwIfAborted()
  let handle: FileHandle | undefined
  try {
    // Looked at before it is opened: opening a pipe would wait for its writer.
    requirePictureFile(await stat(path))
    handle = await open(path, 'r')
    const before = await handle.stat()
    const bytes = await handle.readFile(signal === undefined ? {} : { signal })
    const after = await handle.stat()
    if (after.size !== before.size || after.mtimeMs !== before.mtimeMs || bytes.length !== after.size) {
      throw new PictureProblem(
        'FILE_UNREADABLE',
        'The file changed while it was read',
        'Wait until the program that writes it is done, then import again.',
      )
    }
    return { bytes, sha256: await contentHash(bytes), size: bytes.length, mtimeMs: after.mtimeMs }
  } catch (error) {
    signal?.throwIfAborted()
    throw asPictureProblem(error)
  } finally {
    await handle?.close()
  }
}

/** SHA-256 in hexadecimal digits; lets others run between the slices of a large file. */
async function contentHash(bytes: Buffer): Promise<string> {
  if (bytes.length <= HASH_SLICE_BYTES) return hash('sha256', bytes)
  const sha256 = createHash('sha256')
  for (let start = 0; start < bytes.length; start += HASH_SLICE_BYTES) {
    sha256.update(bytes.subarray(start, start + HASH_SLICE_BYTES))
    await setImmediate()
  }
  return sha256.digest('hex')
}

function requirePictureFile(found: Stats): void {
  if (found.isDirectory()) {
    throw new PictureProblem(
      'FILE_UNREADABLE',
      'Expected a file but found a folder',
      'Name a picture inside it.',
    )
  }
  if (!found.isFile()) {
    throw new PictureProblem(
      'FILE_UNREADABLE',
      'Expected a file but found a pipe, socket or device',
      'Copy the picture into an ordinary file.',
    )
  }
  if (found.size === 0) {
    throw new PictureProblem('FILE_EMPTY', 'The file has no content', 'Copy or download it again.')
  }
  if (found.size > LARGEST_FILE_BYTES) {
    throw new PictureProblem(
      'PICTURE_TOO_LARGE',
      `Expected at most 512 MiB but the file has ${Math.ceil(found.size / 1024 ** 2)} MiB`,
      'Save it smaller, for example as a JPEG.',
    )
  }
}

function asPictureProblem(error: unknown): PictureProblem {
  if (error instanceof PictureProblem) return error
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  const options = { cause: error }
  if (code === 'ENOENT' || code === 'ENOTDIR') {
    return new PictureProblem(
      'FILE_VANISHED',
      'The file is no longer there',
      'Put it back, or import again.',
      options,
    )
  }
  if (code === 'EACCES' || code === 'EPERM') {
    return new PictureProblem(
      'FILE_UNREADABLE',
      'You are not allowed to read the file',
      "Change the file's permissions, then import again.",
      options,
    )
  }
  if (code === 'ELOOP') {
    return new PictureProblem(
      'LINK_LOOP',
      'The file is a symbolic link that leads back to itself',
      'Replace the link by the picture.',
      options,
    )
  }
  const words = error instanceof Error ? error.message : String(error)
  return new PictureProblem(
    'FILE_UNREADABLE',
    `The file could not be read: ${words}`,
    'Check the disk or the network drive, then import again.',
    options,
  )
}
