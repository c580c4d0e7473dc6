import sharp, { type Sharp } from 'sharp'
import type { PictureEdit, RenderPicture } from './picture-edit.ts'

/** The resolution at which librsvg draws one pixel for each user unit. */
const DOTS_PER_INCH_AT_FULL_SIZE = 72

/**
 * Draws an SVG of our own making and applies the edit of a listing. The same SVG and edit give the same bytes with the
 * same version of sharp. Fails with sharp's own error where the SVG is not well-formed.
 */
export const renderSvg: RenderPicture = async (svg, edit) => {
  const kept = edit.crop ?? { left: 0, top: 0, width: 1, height: 1 }
  const plain = await sharp(Buffer.from(svg), { density: DOTS_PER_INCH_AT_FULL_SIZE }).metadata()
  // Drawn as large as the part that is kept is wanted, so that a crop is as sharp as the whole.
  const scale = Math.max(1, edit.widthPx / (kept.width * plain.width))
  const drawing = sharp(Buffer.from(svg), { density: DOTS_PER_INCH_AT_FULL_SIZE * scale })
  const { width, height } = await drawing.metadata()
  const left = Math.round(kept.left * width)
  const top = Math.round(kept.top * height)
  const pixels = drawing
    .extract({
      left,
      top,
      width: Math.min(width - left, Math.max(1, Math.round(kept.width * width))),
      height: Math.min(height - top, Math.max(1, Math.round(kept.height * height))),
    })
    .resize(edit.widthPx, edit.heightPx, { fit: 'fill' })
    .flop(edit.flip ?? false)
    .removeAlpha()
  if (edit.modulate !== undefined) {
    const { brightness, saturation, hueDegrees } = edit.modulate
    pixels.modulate({ brightness, saturation, hue: hueDegrees })
  }
  if (edit.overlaySvg !== undefined) pixels.composite([{ input: Buffer.from(edit.overlaySvg) }])
  return encode(pixels, edit)
}

function encode(pixels: Sharp, { format, quality }: PictureEdit): Promise<Uint8Array> {
  if (format === 'jpeg') return pixels.jpeg({ quality }).toBuffer()
  if (format === 'webp') return pixels.webp({ quality, effort: 2 }).toBuffer()
  return pixels.png({ compressionLevel: 6 }).toBuffer()
}
