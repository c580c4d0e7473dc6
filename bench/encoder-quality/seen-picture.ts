import { decodeForModel, decodePicture } from '../../electron/engine/decode/decode-picture.ts'
import { readPictureFile } from '../../electron/engine/decode/read-picture-file.ts'
import type { RgbPicture } from '../../electron/engine/decode/rgb-picture.ts'
import { isReduced } from '../../electron/engine/decode/working-size.ts'

/** A picture file, decoded as the engine decodes it: once for hashes, and larger for a model that needs more. */
export interface SeenPicture {
  readonly pixels: RgbPicture
  /** @param workingEdgePx see workingEdge */
  detail(workingEdgePx: number | undefined): Promise<RgbPicture>
}

export async function seePicture(bytes: Uint8Array): Promise<SeenPicture> {
  const { pixels, width, height } = await decodePicture(bytes, 'picture.jpg')
  return {
    pixels,
    detail: async (workingEdgePx) =>
      workingEdgePx === undefined || !isReduced(width, height)
        ? pixels
        : decodeForModel(bytes, workingEdgePx),
  }
}

export async function seeFile(path: string): Promise<SeenPicture> {
  return seePicture((await readPictureFile(path)).bytes)
}

/** The same picture turned around left to right. */
export function mirrored(seen: SeenPicture): SeenPicture {
  return {
    pixels: mirrorPixels(seen.pixels),
    detail: async (workingEdgePx) => mirrorPixels(await seen.detail(workingEdgePx)),
  }
}

function mirrorPixels(picture: RgbPicture): RgbPicture {
  const { data, width, height } = picture
  const turned = new Uint8Array(data.length)
  for (let row = 0; row < height; row += 1)
    for (let column = 0; column < width; column += 1) {
      const from = (row * width + column) * 3
      const to = (row * width + width - 1 - column) * 3
      for (let channel = 0; channel < 3; channel += 1) turned[to + channel] = data[from + channel] ?? 0
    }
  return { ...picture, data: turned }
}
