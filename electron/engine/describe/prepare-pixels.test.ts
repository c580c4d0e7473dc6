import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { RgbPicture } from '../decode/rgb-picture.ts'
import type { PixelInput } from '../models/preprocessing/pixel-input.ts'
import {
  preprocessReference,
  referencePicture,
  referencePictures,
} from '../models/preprocessing/preprocess-reference.fixture.ts'
import { readPixelInput } from '../models/preprocessing/read-pixel-input.ts'
import { prepareForDetector, preparePixels } from './prepare-pixels.ts'

function prepared(picture: RgbPicture, input: PixelInput): RgbPicture {
  const { widthPx: width, heightPx: height } = input
  const data = new Uint8Array(width * height * 3)
  preparePixels(picture, input, data, 0)
  return { data, width, height }
}

function folderWith(files: Readonly<Record<string, unknown>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'doublet-preprocess-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  for (const [name, content] of Object.entries(files))
    writeFileSync(join(folder, name), JSON.stringify(content))
  return folder
}

describe("preparing a picture by the rule of a model's own files", () => {
  it.each(preprocessReference.cases)(
    `equals ${preprocessReference.madeWith} byte for byte: $name`,
    async ({ name, files, mean, deviation }) => {
      const read = await readPixelInput(folderWith(files), 'pixels')
      expect(read.normalisation).toEqual({ scale: 1 / 255, mean, deviation, channels: 'rgb' })
      for (const picture of referencePictures) {
        const drawn = referencePicture(`picture ${picture}`)
        const made =
          read.kind === 'pixels' ? prepared(drawn, read.pixels) : prepareForDetector(drawn, read.detector)
        expect(made).toEqual(referencePicture(`${name}: ${picture}`))
      }
    },
  )
})

describe('preparing a picture', () => {
  const input: PixelInput = {
    name: 'pixels',
    widthPx: 31,
    heightPx: 30,
    resize: { mode: 'shortest-edge', edgePx: 21, cropRounding: 'half-to-even' },
    interpolation: 'bilinear',
  }

  it('pads with black, as torchvision does, where the resized picture is smaller than the cut', () => {
    expect(prepared(referencePicture('picture wide'), input)).toEqual(referencePicture('padded: wide'))
  })

  it('pads a letterbox with its own colour', () => {
    const white = { data: new Uint8Array(40 * 10 * 3).fill(255), width: 40, height: 10 }
    const letterbox: PixelInput = {
      ...input,
      widthPx: 8,
      heightPx: 8,
      resize: { mode: 'letterbox', fill: [1, 2, 3] },
    }
    const rows = Array.from({ length: 8 }, (_, row) =>
      prepared(white, letterbox)
        .data.subarray(row * 24, row * 24 + 3)
        .join(),
    )
    const padding = '1,2,3'
    expect(rows).toEqual([padding, padding, padding, '255,255,255', '255,255,255', padding, padding, padding])
  })

  it('writes at the offset and nowhere else', () => {
    const picture = referencePicture('picture small')
    const alone = prepared(picture, input).data
    const batch = new Uint8Array(alone.length * 3).fill(7)
    preparePixels(picture, input, batch, alone.length)
    expect(batch.subarray(alone.length, alone.length * 2)).toEqual(alone)
    expect(batch.subarray(0, alone.length).every((value) => value === 7)).toBe(true)
    expect(batch.subarray(alone.length * 2).every((value) => value === 7)).toBe(true)
  })

  it('follows the proportions of the original where the picture was reduced', () => {
    const original = { width: 1000, height: 301 }
    const reduced = { data: new Uint8Array(500 * 151 * 3), width: 500, height: 151, reducedFrom: original }
    const detector = {
      name: 'pixels',
      shortestEdgePx: 100,
      longestEdgePx: 400,
      interpolation: 'bilinear',
    } as const
    expect(prepareForDetector(reduced, detector)).toMatchObject({ width: 332, height: 100 })
    expect(prepareForDetector({ data: reduced.data, width: 500, height: 151 }, detector)).toMatchObject({
      width: 331,
    })
  })

  it('cuts the middle out of a picture that is all width without making the whole', () => {
    const picture = { data: new Uint8Array(60_000 * 2 * 3).fill(9), width: 60_000, height: 2 }
    const cut = prepared(picture, { ...input, resize: { mode: 'shortest-edge', edgePx: 256 } })
    expect(cut.data.every((value) => value === 9)).toBe(true)
  })
})
