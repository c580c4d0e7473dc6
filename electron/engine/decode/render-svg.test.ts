import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import type { PictureEdit } from './picture-edit.ts'
import { renderSvg } from './render-svg.ts'

/** Red on the left, blue on the right, with a green strip at the top. */
const SVG =
  '<svg xmlns="http://www.w3.org/2000/svg" width="200" height="100">' +
  '<rect width="100" height="100" fill="#ff0000"/><rect x="100" width="100" height="100" fill="#0000ff"/>' +
  '<rect width="200" height="20" fill="#00ff00"/></svg>'

const PLAIN: PictureEdit = { widthPx: 200, heightPx: 100, format: 'png', quality: 90 }

async function pixelAt(bytes: Uint8Array, x: number, y: number): Promise<number[]> {
  const { data, info } = await sharp(bytes).raw().toBuffer({ resolveWithObject: true })
  const at = (y * info.width + x) * info.channels
  return [...data.subarray(at, at + 3)]
}

describe('renderSvg', () => {
  it.each(['jpeg', 'png', 'webp'] as const)('writes a %s of the size asked for', async (format) => {
    const bytes = await renderSvg(SVG, { ...PLAIN, widthPx: 320, heightPx: 160, format })
    const metadata = await sharp(bytes).metadata()
    expect([metadata.format, metadata.width, metadata.height]).toEqual([format, 320, 160])
    const { channels } = await sharp(bytes).stats()
    expect(channels).toHaveLength(3)
  })

  it('gives the same bytes for the same drawing and edit', async () => {
    const edit: PictureEdit = { ...PLAIN, format: 'jpeg', quality: 70 }
    expect(Buffer.compare(await renderSvg(SVG, edit), await renderSvg(SVG, edit))).toBe(0)
  })

  it('keeps only the part that is cropped', async () => {
    const crop = { left: 0.5, top: 0.2, width: 0.5, height: 0.8 }
    const bytes = await renderSvg(SVG, { ...PLAIN, widthPx: 100, heightPx: 80, crop })
    expect(await pixelAt(bytes, 2, 2)).toEqual([0, 0, 255])
    expect(await pixelAt(bytes, 97, 77)).toEqual([0, 0, 255])
  })

  it('draws a crop anew at its size rather than enlarging it', async () => {
    const crop = { left: 0.25, top: 0, width: 0.5, height: 1 }
    const bytes = await renderSvg(SVG, { ...PLAIN, widthPx: 800, heightPx: 800, crop })
    expect(await pixelAt(bytes, 396, 500)).toEqual([255, 0, 0])
    expect(await pixelAt(bytes, 403, 500)).toEqual([0, 0, 255])
  })

  it('mirrors left to right', async () => {
    const bytes = await renderSvg(SVG, { ...PLAIN, flip: true })
    expect(await pixelAt(bytes, 10, 60)).toEqual([0, 0, 255])
    expect(await pixelAt(bytes, 10, 5)).toEqual([0, 255, 0])
  })

  it('changes brightness before the overlay, which keeps its own colours', async () => {
    const overlaySvg =
      '<svg xmlns="http://www.w3.org/2000/svg" width="200" height="100"><rect x="150" y="50" width="50" height="50" fill="#ffffff"/></svg>'
    const modulate = { brightness: 0.5, saturation: 1, hueDegrees: 0 }
    const bytes = await renderSvg(SVG, { ...PLAIN, modulate, overlaySvg })
    const [red = 255] = await pixelAt(bytes, 10, 60)
    expect(red).toBeLessThan(200)
    expect(await pixelAt(bytes, 190, 90)).toEqual([255, 255, 255])
  })

  it('fails on what is no SVG', async () => {
    await expect(renderSvg('<svg', PLAIN)).rejects.toThrow(/./)
  })
})
