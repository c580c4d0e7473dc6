import { type DecodeOptions, decodePicture } from '../decode/decode-picture.ts'
import { encodeThumbnail } from '../decode/encode-thumbnail.ts'
import { PictureProblem } from '../decode/picture-problem.ts'
import { readPictureFile } from '../decode/read-picture-file.ts'
import type { RgbPicture } from '../decode/rgb-picture.ts'
import type { PictureBox } from './find-items/found-item.ts'
import { findInnerPictures } from './inner-pictures/find-inner-pictures.ts'
import { hashPicture, thumbnailPixels } from './derive-pixels.ts'
import type { DescribedPicture, FailedPicture, KnownPicture, PendingPicture } from './describe-result.ts'

/** A described picture that is not embedded yet, with the pixels to embed. */
export interface DerivedPicture {
  readonly kind: 'derived'
  readonly picture: Omit<DescribedPicture, 'kind' | 'embedding' | 'inner'>
  readonly pixels: RgbPicture
  /** Pictures within it, to be embedded as well: where they lie. */
  readonly inner: readonly PictureBox[]
}

/**
 * Reads one file and derives everything but its embedding.
 * @param options how large the pixels to embed must be
 * @throws the signal's reason when aborted while reading; a bad picture is not an error but a result
 */
export async function derivePicture(
  { key, path, fileName }: PendingPicture,
  known: (sha256: string) => boolean,
  signal: AbortSignal,
  options?: DecodeOptions,
): Promise<DerivedPicture | KnownPicture | FailedPicture> {
  try {
    const { bytes, ...file } = await readPictureFile(path, signal)
    if (known(file.sha256)) return { key, kind: 'known', ...file }
    const { pixels, detail, ...decoded } = await decodePicture(bytes, fileName, options)
    const thumbnail = await encodeThumbnail(thumbnailPixels(pixels))
    return {
      kind: 'derived',
      picture: { key, ...file, ...decoded, phash: hashPicture(pixels), thumbnail },
      pixels: detail,
      inner: findInnerPictures(pixels),
    }
  } catch (error) {
    if (!(error instanceof PictureProblem)) throw error
    return { key, kind: 'failed', code: error.code, reason: error.reason, advice: error.advice }
  }
}
