import type { Sharp } from 'sharp'
import { decoding, type OpenPicture, openPicture } from './open-picture.ts'
import { isMislabelled, type PictureFormat } from './picture-format.ts'
import type { RgbPicture } from './rgb-picture.ts'
import { isReduced, REDUCED_EDGE_PX, workingReduction } from './working-size.ts'

export interface DecodedPicture {
  readonly format: PictureFormat
  /** Of the original in pixels, after EXIF rotation. */
  readonly width: number
  readonly height: number
  /** The file name's extension says another format. */
  readonly mislabelled: boolean
  /** The upright picture: as it is up to a longest edge of 671, larger ones reduced to 224. The same for every model. */
  readonly pixels: RgbPicture
  /** What a model is to be given: `pixels` itself, or a larger picture where the model needs more than that. */
  readonly detail: RgbPicture
}

export interface DecodeOptions {
  /** What the model makes of a picture's shortest edge (see workingEdge); Infinity: every pixel; absent: no model. */
  readonly workingEdgePx?: number | undefined
}

/**
 * The one decode of a picture, from which everything else is derived: first frame or page, upright, on white, sRGB.
 * For a model a large picture is decoded twice: what its hash is made of is too small for embeddings that agree with
 * the published ones, and changing it would change every hash.
 * @param fileName only its extension is looked at
 * @throws PictureProblem when the content is no picture, cut short, over 100 megapixels or of a format not read
 */
export async function decodePicture(
  bytes: Uint8Array,
  fileName: string,
  { workingEdgePx }: DecodeOptions = {},
): Promise<DecodedPicture> {
  const opened = await openOnWhite(bytes)
  const { format, width, height, pipeline } = opened
  const whole = { format, width, height, mislabelled: isMislabelled(fileName, format) }

  if (!isReduced(width, height)) {
    const pixels = await rgbPixels(format, pipeline)
    return { ...whole, pixels, detail: pixels }
  }
  const pixels = await decodeReduced(opened)
  if (workingEdgePx === undefined) return { ...whole, pixels, detail: pixels }
  return { ...whole, pixels, detail: await decodeDetail(opened, workingEdgePx) }
}

/**
 * Only what a model is to be given: the `detail` of {@link decodePicture}, where nobody asks for hash and thumbnail.
 * @param workingEdgePx as decodePicture takes it
 * @throws PictureProblem as decodePicture does
 */
export async function decodeForModel(
  bytes: Uint8Array,
  workingEdgePx: number | undefined,
): Promise<RgbPicture> {
  const opened = await openOnWhite(bytes)
  if (!isReduced(opened.width, opened.height)) return rgbPixels(opened.format, opened.pipeline)
  return workingEdgePx === undefined ? decodeReduced(opened) : decodeDetail(opened, workingEdgePx)
}

/** Transparent pictures stand on white, for every use. */
async function openOnWhite(bytes: Uint8Array): Promise<OpenPicture> {
  const opened = await openPicture(bytes)
  if (opened.hasAlpha) opened.pipeline.flatten({ background: '#ffffff' })
  return opened
}

async function decodeReduced({ format, width, height, pipeline }: OpenPicture): Promise<RgbPicture> {
  const resized = pipeline.clone().resize(REDUCED_EDGE_PX, REDUCED_EDGE_PX, { fit: 'inside' })
  return { ...(await rgbPixels(format, resized)), reducedFrom: { width, height } }
}

async function decodeDetail(
  { format, width, height, pipeline }: OpenPicture,
  workingEdgePx: number,
): Promise<RgbPicture> {
  const reduction = workingReduction(width, height, workingEdgePx)
  if (reduction > 1) {
    pipeline.resize(Math.ceil(width / reduction), Math.ceil(height / reduction), { fit: 'fill' })
  }
  return { ...(await rgbPixels(format, pipeline)), reducedFrom: { width, height } }
}

async function rgbPixels(format: PictureFormat, pipeline: Sharp): Promise<RgbPicture> {
  const { data, info } = await decoding(format, () =>
    pipeline.toColourspace('srgb').raw({ depth: 'uchar' }).toBuffer({ resolveWithObject: true }),
  )
  return {
    data: info.channels === 3 ? data : firstChannelAsRgb(data, info.channels),
    width: info.width,
    height: info.height,
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
