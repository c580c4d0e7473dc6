import sharp, { type OverlayOptions, type Sharp } from 'sharp'
import type { PhotoEdit, PictureBeside } from './photo-edit.ts'
import type { RgbPicture } from './rgb-picture.ts'

/**
 * Applies an edit. The same photo and edit give the same bytes with the same version of sharp; fails with sharp's own
 * error where an area lies outside of the photo or an SVG is not well-formed.
 * @returns the bytes of a JPEG file
 */
export async function editPhoto(photo: RgbPicture, edit: PhotoEdit): Promise<Uint8Array> {
  const { canvas, cutOutSvg, overlaySvg, jpegQuality } = edit
  const overlay: OverlayOptions[] = overlaySvg === undefined ? [] : [onTop(overlaySvg)]
  const shown = withOwnPixels(photo, edit)
  if (canvas === undefined) return jpeg(shown.composite(overlay), jpegQuality)
  const { backgroundSvg, left, top, below = [], above = [] } = canvas
  if (cutOutSvg !== undefined)
    shown.ensureAlpha().composite([{ input: Buffer.from(cutOutSvg), blend: 'dest-in' }])
  const layers: OverlayOptions[] = [
    ...(await Promise.all(below.map(layerOf))),
    await layer(shown, left, top),
    ...(await Promise.all(above.map(layerOf))),
    ...overlay,
  ]
  return jpeg(sharp(Buffer.from(backgroundSvg)).composite(layers).removeAlpha(), jpegQuality)
}

function opened({ data, width, height }: RgbPicture): Sharp {
  return sharp(data, { raw: { width, height, channels: 3 } })
}

/** Everything but what is laid over or under it. */
function withOwnPixels(photo: RgbPicture, { keep, mirror, size, blurPx, colours }: PhotoEdit): Sharp {
  const shown = opened(photo)
  if (keep !== undefined) shown.extract(keep)
  if (mirror === true) shown.flop()
  if (size !== undefined) shown.resize(size.width, size.height, { fit: 'fill' })
  if (blurPx !== undefined) shown.blur(blurPx)
  if (colours !== undefined) shown.recomb([[...colours[0]], [...colours[1]], [...colours[2]]])
  return shown
}

function onTop(svg: string): OverlayOptions {
  return { input: Buffer.from(svg), left: 0, top: 0 }
}

function layerOf({ picture, left, top, width, height }: PictureBeside): Promise<OverlayOptions> {
  return layer(opened(picture).resize(width, height, { fit: 'cover' }), left, top)
}

async function layer(pipeline: Sharp, left: number, top: number): Promise<OverlayOptions> {
  const { data, info } = await pipeline.raw().toBuffer({ resolveWithObject: true })
  const { width, height, channels } = info
  return { input: data, raw: { width, height, channels }, left, top }
}

function jpeg(pipeline: Sharp, quality: number): Promise<Uint8Array> {
  return pipeline.jpeg({ quality }).toBuffer()
}
