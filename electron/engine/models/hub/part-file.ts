import { constants } from 'node:fs'
import { type FileHandle, mkdir, open, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { z } from 'zod'
import { checksum, sameChecksum } from './checksum.ts'

/** Which content the bytes of a half fetched file belong to. */
const partOrigin = z.object({
  checksum,
  /** ETag of the server that sent them, by which it can tell whether it still has the same; null: it gave none. */
  tag: z.string().nullable(),
})
export type PartOrigin = z.infer<typeof partOrigin>

/** FILE.part, the beginning of a file that is being fetched, and FILE.part.json, which says what it is part of. */
export class PartFile {
  readonly path: string
  readonly #handle: FileHandle
  #bytes: number
  #origin: PartOrigin | null

  private constructor(path: string, handle: FileHandle, bytes: number, origin: PartOrigin | null) {
    this.path = path
    this.#handle = handle
    this.#bytes = bytes
    this.#origin = origin
  }

  /** Opens what an earlier attempt left, or an empty one. */
  static async open(target: string): Promise<PartFile> {
    const path = `${target}.part`
    await mkdir(dirname(target), { recursive: true })
    const handle = await open(path, constants.O_RDWR | constants.O_CREAT)
    const { size } = await handle.stat()
    const origin = size === 0 ? null : await readOrigin(path)
    return new PartFile(path, handle, origin === null ? 0 : size, origin)
  }

  /** Bytes that are there and can be gone on from. */
  get bytes(): number {
    return this.#bytes
  }

  /** Null while it is empty. */
  get origin(): PartOrigin | null {
    return this.#origin
  }

  /** Empties it. */
  async clear(): Promise<void> {
    this.#bytes = 0
    this.#origin = null
    await this.cut()
  }

  /**
   * Starts over with bytes of this origin. Bytes of the same content stay until they are written again: another process
   * may be fetching them into the same file.
   */
  async restart(origin: PartOrigin): Promise<void> {
    const there = await readOrigin(this.path)
    if (there === null || !sameChecksum(there.checksum, origin.checksum)) await this.clear()
    await writeFile(`${this.path}.json`, JSON.stringify(origin))
    this.#bytes = 0
    this.#origin = origin
  }

  /** Drops what lies behind its bytes. */
  async cut(): Promise<void> {
    const { size } = await this.#handle.stat()
    if (size > this.#bytes) await this.#handle.truncate(this.#bytes)
  }

  /**
   * Writes behind what is there. At a place rather than at the file's end: two processes that fetch the same file then
   * write the same bytes to the same places, and disturb each other no further than a checksum finds.
   */
  async append(chunk: Uint8Array): Promise<void> {
    for (let written = 0; written < chunk.length;) {
      const { bytesWritten } = await this.#handle.write(
        chunk,
        written,
        chunk.length - written,
        this.#bytes + written,
      )
      written += bytesWritten
    }
    this.#bytes += chunk.length
  }

  /** It is whole: makes it the file, on disk for good. The part is closed by this. */
  async finish(target: string): Promise<void> {
    await this.#handle.sync()
    await this.#handle.close()
    await rename(this.path, target)
    await rm(`${this.path}.json`, { force: true })
  }

  /** Deletes it. The part is closed by this. */
  async remove(): Promise<void> {
    await this.#handle.close()
    await rm(`${this.path}.json`, { force: true })
    await rm(this.path, { force: true })
  }

  /** Leaves what is there for the next attempt; nothing, if it is empty. Closing twice does nothing. */
  async close(): Promise<void> {
    await this.#handle.close()
    if (this.#bytes === 0) await this.remove()
  }
}

/** Null when nobody can tell: then it is fetched from the beginning. */
async function readOrigin(path: string): Promise<PartOrigin | null> {
  try {
    return partOrigin.parse(JSON.parse(await readFile(`${path}.json`, 'utf8')))
  } catch {
    return null
  }
}
