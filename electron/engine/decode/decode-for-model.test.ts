import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { decodeForModel, decodePicture } from './decode-picture.ts'

function drawPicture(width: number, height: number): Promise<Buffer> {
  const data = Uint8Array.from({ length: width * height * 4 }, (_, n) => (n * 37) % 256)
  return sharp(data, { raw: { width, height, channels: 4 } })
    .png()
    .toBuffer()
}

describe('a picture decoded for a model alone', () => {
  it.each([
    [300, 200, 224],
    [1600, 900, 224],
    [1600, 900, Number.POSITIVE_INFINITY],
    [1600, 900, undefined],
  ])(
    'of %i x %i, for an edge of %s, is the detail of one decoded for everything',
    async (width, height, edge) => {
      const bytes = await drawPicture(width, height)
      const { detail } = await decodePicture(bytes, 'a.png', { workingEdgePx: edge })
      expect(await decodeForModel(bytes, edge)).toEqual(detail)
    },
  )
})
