import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { Readable } from 'node:stream'
import type { CatalogueSession } from './catalogue-session.ts'
import { pictureForBrowser } from './decode/picture-for-browser.ts'
import type { ServedPicture } from './engine.ts'

/** What a browser shows by itself; everything else is converted. */
const CONTENT_TYPES: Readonly<Record<string, string>> = {
  jpeg: 'image/jpeg',
  png: 'image/png',
  webp: 'image/webp',
  gif: 'image/gif',
  avif: 'image/avif',
}

/**
 * A picture of the open catalogue, by its content hash: nothing else on disk can be named here. The full picture comes
 * from the first of its files that is still as it was described; a file that changed since is not served as if it were
 * the same picture.
 */
export async function readServedPicture(
  session: CatalogueSession,
  sha256: string,
  size: 'thumbnail' | 'full',
): Promise<ServedPicture | null> {
  if (!/^[0-9a-f]{64}$/.test(sha256)) return null
  const hash = Buffer.from(sha256, 'hex')
  if (size === 'thumbnail') {
    const jpeg = session.catalogue.thumbnails.get(hash)
    return jpeg === null ? null : fromBytes('image/jpeg', jpeg)
  }
  for (const file of session.repositories.files.findOfPicture(hash)) {
    // A file that is gone or changed is passed over: another may hold the same picture.
    const found = await stat(file.path).catch(() => null)
    if (found === null || found.size !== file.size || found.mtimeMs !== file.mtimeMs) continue
    const contentType = CONTENT_TYPES[file.format]
    if (contentType === undefined) {
      const converted = await pictureForBrowser(file.path)
      return fromBytes(converted.contentType, converted.bytes)
    }
    return { contentType, bytes: found.size, open: () => createReadStream(file.path) }
  }
  return null
}

function fromBytes(contentType: string, bytes: Uint8Array): ServedPicture {
  return { contentType, bytes: bytes.byteLength, open: () => Readable.from([bytes]) }
}
