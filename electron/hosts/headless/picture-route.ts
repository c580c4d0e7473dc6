import type { ServerResponse } from 'node:http'
import { z } from 'zod'
import { contentHash } from '../../contract/identifiers.ts'
import type { Engine } from '../../engine/engine.ts'
import { safePictureType } from '../safe-picture-type.ts'
import { respondStream, respondText } from './respond.ts'

const pictureSegments = z.tuple([contentHash, z.enum(['thumbnail', 'full'])])

/** GET /images/{sha256}/{thumbnail|full}: a picture of the open catalogue, else 404. */
export async function respondPicture(
  engine: Engine,
  segments: readonly string[],
  response: ServerResponse,
): Promise<void> {
  const parsed = pictureSegments.safeParse(segments)
  const picture = parsed.success ? await engine.readPicture(...parsed.data) : null
  if (picture === null) {
    respondText(response, 404, 'No such picture in the open catalogue.')
    return
  }
  await respondStream(response, picture.open, {
    'Content-Type': safePictureType(picture.contentType),
    'Content-Length': picture.bytes,
    // Named by its content, so it never changes; private, because it is the curator's.
    'Cache-Control': 'private, max-age=31536000, immutable',
    // Opened on its own in a tab, a picture may do nothing but be seen.
    'Content-Security-Policy': "default-src 'none'; sandbox",
  })
}
