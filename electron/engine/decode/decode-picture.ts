import { decoding, openPicture } from './open-picture.ts'
import { isMislabelled, type PictureFormat } from './picture-format.ts'
import type { RgbPicture } from './rgb-picture.ts'
import { isReduced, REDUCED_EDGE_PX } from './working-size.ts'

export interface DecodedPicture {
  readonly format: PictureFormat
  /** Of the original in pixels, after EXIF rotation. */
  readonly width: number
  readonly height: number
  /** The file name's extension says another format. */
  readonly mislabelled: boolean
  /** The upright picture: as it is up to a longest edge of 671, larger ones reduced to 224. */
  readonly pixels: RgbPicture
}

/**
 * The one decode of a picture, from which everything else is derived: first frame or page, upright, on white, sRGB.
 * @param fileName only its extension is looked at
 * @throws PictureProblem when the content is no picture, cut short, over 100 megapixels or of a format not read
 */
export async function decodePicture(bytes: Uint8Array, fileName: string): Promise<DecodedPicture> {
  const { format, width, height, hasAlpha, pipeline } = await openPicture(bytes)
  if (isReduced(width, height)) pipeline.resize(REDUCED_EDGE_PX, REDUCED_EDGE_PX, { fit: 'inside' })
  if (hasAlpha) pipeline.flatten({ background: '#ffffff' })
  const { data, info } = await decoding(format, () =>
    pipeline.toColourspace('srgb').raw({ depth: 'uchar' }).toBuffer({ resolveWithObject: true }),
  )
  return {
    format,
    width,
    height,
    mislabelled: isMislabelled(fileName, format),
    pixels: {
      data: info.channels === 3 ? data : firstChannelAsRgb(data, info.channels),
      width: info.width,
      height: info.height,
    },
  }
}

/** Grey pictures stay one channel in sharp, whatever colour space is asked for. */
function firstChannelAsRgb(grey: Uint8Array, channels: number): Uint8Array {
  const rgb = new Uint8Array((grey.length / channels) * 3)
  for (let pixel = 0; pixel < grey.length / channels; pixel++) {
    rgb.fill(grey[pixel * channels] ?? 0, pixel * 3, pixel * 3 + 3)
  }
  return rgb
}
