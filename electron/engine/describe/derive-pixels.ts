import type { RgbPicture } from '../decode/rgb-picture.ts'
import { HASH_LUMA_EDGE_PX, perceptualHash } from './perceptual-hash.ts'
import { resampleLuma, resampleRgb } from './resample.ts'
import { bilinear, lanczos } from './weight-table.ts'

/** Longest edge of a thumbnail. At 256, reducing pictures of 300 pixels costs more than encoding them larger. */
export const THUMBNAIL_EDGE_PX = 320

/** 64-bit perceptual hash of a whole picture, 8 bytes; see {@link perceptualHash}. */
export function hashPicture(picture: RgbPicture): Uint8Array {
  return perceptualHash(resampleLuma(picture, HASH_LUMA_EDGE_PX, HASH_LUMA_EDGE_PX, lanczos))
}

/** The picture reduced to fit a thumbnail, its proportions kept; never enlarged. */
export function thumbnailPixels(picture: RgbPicture): RgbPicture {
  const scale = THUMBNAIL_EDGE_PX / Math.max(picture.width, picture.height)
  if (scale >= 1) return picture
  const width = Math.max(1, Math.round(picture.width * scale))
  const height = Math.max(1, Math.round(picture.height * scale))
  return { data: resampleRgb(picture, width, height, bilinear).slice(), width, height }
}
