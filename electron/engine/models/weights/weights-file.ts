import { open, stat, type FileHandle } from 'node:fs/promises'
import { resolve } from 'node:path'
import { WeightsUnreadable } from './weights-unreadable.ts'

/** What one call of the operating system is asked for: it takes no more than 2 GiB, and a cancel waits for one. */
const CHUNK_BYTES = 16 * 2 ** 20

/** A file of weights while it is open. */
export interface WeightsFile {
  /** Absolute. */
  readonly path: string
  readonly size: number
  /**
   * @param offset of the first byte wanted
   * @throws WeightsUnreadable when the file ends before
   */
  read(offset: number, bytes: number): Promise<Uint8Array<ArrayBuffer>>
  /** The same, one piece of at most 16 MiB after another. A piece is valid until the next is asked for. */
  pieces(offset: number, bytes: number): AsyncGenerator<Uint8Array<ArrayBuffer>>
}

/**
 * Opens a file for as long as `use` takes.
 * @throws WeightsUnreadable when it cannot be opened or is no plain file; whatever `use` throws otherwise
 */
export async function withWeightsFile<T>(path: string, use: (file: WeightsFile) => Promise<T>): Promise<T> {
  const absolute = resolve(path)
  const handle = await openPlainFile(absolute)
  try {
    const { size } = await handle.stat()
    return await use({
      path: absolute,
      size,
      read: async (offset, bytes) => {
        checkRange(absolute, size, offset, bytes)
        const whole = new Uint8Array(bytes)
        for (let done = 0; done < bytes; done += CHUNK_BYTES) {
          await fill(handle, absolute, whole.subarray(done, done + CHUNK_BYTES), offset + done)
        }
        return whole
      },
      pieces: async function* (offset, bytes) {
        checkRange(absolute, size, offset, bytes)
        const buffer = new Uint8Array(Math.min(bytes, CHUNK_BYTES))
        for (let done = 0; done < bytes; done += CHUNK_BYTES) {
          const piece = buffer.subarray(0, bytes - done)
          await fill(handle, absolute, piece, offset + done)
          yield piece
        }
      },
    })
  } finally {
    await handle.close()
  }
}

async function openPlainFile(path: string): Promise<FileHandle> {
  try {
    // Opening a named pipe would wait for ever.
    if (!(await stat(path)).isFile()) throw new WeightsUnreadable(path, 'it is not a file.')
    return await open(path, 'r')
  } catch (error) {
    if (error instanceof WeightsUnreadable) throw error
    const reason =
      error instanceof Error && 'code' in error && error.code === 'ENOENT'
        ? 'it does not exist.'
        : `it cannot be opened (${String(error)}).`
    throw new WeightsUnreadable(path, reason, null, { cause: error })
  }
}

function checkRange(path: string, size: number, offset: number, bytes: number): void {
  if (offset < 0 || bytes < 0 || offset + bytes > size) {
    throw new WeightsUnreadable(
      path,
      `expected ${bytes} bytes at ${offset} but the file has ${size} bytes. It may not have been fetched whole; fetch it again.`,
    )
  }
}

async function fill(handle: FileHandle, path: string, target: Uint8Array, offset: number): Promise<void> {
  for (let done = 0; done < target.byteLength;) {
    const { bytesRead } = await handle
      .read(target, done, target.byteLength - done, offset + done)
      .catch((error: unknown) => {
        throw new WeightsUnreadable(path, `its disk reported ${String(error)}.`, null, { cause: error })
      })
    if (bytesRead === 0) {
      throw new WeightsUnreadable(path, `it became shorter than ${offset + done} bytes while it was read.`)
    }
    done += bytesRead
  }
}
