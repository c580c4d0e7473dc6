import sharp from 'sharp'
import type { RgbPicture } from './rgb-picture.ts'

/**
 * The picture as a JPEG of quality 80, at its own size.
 * Huffman tables are the standard ones: optimised ones cost half as much again for 5% fewer bytes.
 */
export function encodeThumbnail({ data, width, height }: RgbPicture): Promise<Buffer> {
  return sharp(data, { raw: { width, height, channels: 3 } })
    .jpeg({ quality: 80, optimiseCoding: false })
    .toBuffer()
}
