import { randomBytes } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdir, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { type Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'

/** One picture or table; larger than any that Doublet reads, small enough to stop a runaway upload. */
export const LARGEST_UPLOAD_BYTES = 4 * 1024 ** 3
const MOST_OPEN_INBOXES = 32

interface Inbox {
  readonly folder: string
  writing: number
}

export class UploadTooLargeError extends Error {}

/** Folders that pictures are streaming into from a browser. An id is a secret of the session that opened it. */
export class Inboxes {
  readonly #createFolder: () => Promise<string>
  readonly #byId = new Map<string, Inbox>()

  /** @param createFolder makes a new empty folder in the open catalogue's inbox */
  constructor(createFolder: () => Promise<string>) {
    this.#createFolder = createFolder
  }

  /** @returns the new inbox's id, or null when too many are open */
  async open(): Promise<string | null> {
    if (this.#byId.size >= MOST_OPEN_INBOXES) return null
    const id = randomBytes(16).toString('base64url')
    this.#byId.set(id, { folder: await this.#createFolder(), writing: 0 })
    return id
  }

  has(id: string): boolean {
    return this.#byId.has(id)
  }

  /**
   * Streams a body to a file under the inbox's folder. The file has its own name only once it is whole.
   * @param segments checked by `checkInboxPath`
   * @throws UploadTooLargeError above 4 GiB; file system errors (ENOSPC, ENOTDIR ...) as they are
   */
  async write(id: string, segments: readonly string[], body: Readable): Promise<void> {
    const inbox = this.#byId.get(id)
    if (inbox === undefined) throw new Error(`Expected the id of an open inbox but received ${id}`)
    const path = join(inbox.folder, ...segments)
    const temporaryPath = join(dirname(path), `.${randomBytes(8).toString('hex')}.doublet-part`)
    inbox.writing += 1
    try {
      await mkdir(dirname(path), { recursive: true })
      await pipeline(body, atMost(LARGEST_UPLOAD_BYTES), createWriteStream(temporaryPath, { flags: 'wx' }))
      await rename(temporaryPath, path)
    } catch (error) {
      await rm(temporaryPath, { force: true })
      throw error
    } finally {
      inbox.writing -= 1
    }
  }

  /** @returns the folder, ready to import; `busy` while a file is still streaming in; null for an unknown id */
  finish(id: string): { readonly folder: string } | 'busy' | null {
    const inbox = this.#byId.get(id)
    if (inbox === undefined) return null
    if (inbox.writing > 0) return 'busy'
    this.#byId.delete(id)
    return { folder: inbox.folder }
  }
}

function atMost(limitBytes: number): Transform {
  let receivedBytes = 0
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      receivedBytes += chunk.byteLength
      if (receivedBytes > limitBytes) done(new UploadTooLargeError(`Expected at most ${limitBytes} bytes`))
      else done(null, chunk)
    },
  })
}
