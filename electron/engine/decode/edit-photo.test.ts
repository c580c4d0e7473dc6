import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { editPhoto } from './edit-photo.ts'
import type { PhotoEdit } from './photo-edit.ts'
import type { RgbPicture } from './rgb-picture.ts'

/** Red on the left, blue on the right, white at the foot. */
const photo = drawn(40, 60, (x, y) => (y >= 45 ? [255, 255, 255] : x < 20 ? [220, 0, 0] : [0, 0, 220]))

function drawn(width: number, height: number, colour: (x: number, y: number) => number[]): RgbPicture {
  const data = Uint8Array.from(
    Array.from({ length: width * height }, (_, at) => colour(at % width, Math.floor(at / width))).flat(),
  )
  return { data, width, height }
}

async function edited(edit: Omit<PhotoEdit, 'jpegQuality'>): Promise<RgbPicture> {
  const bytes = await editPhoto(photo, { ...edit, jpegQuality: 95 })
  const { data, info } = await sharp(bytes).removeAlpha().raw().toBuffer({ resolveWithObject: true })
  return { data, width: info.width, height: info.height }
}

/** Which of the three channels is the strongest, or "white", "black". */
function colourAt({ data, width }: RgbPicture, x: number, y: number): string {
  const [red = 0, green = 0, blue = 0] = data.subarray((y * width + x) * 3, (y * width + x) * 3 + 3)
  if (Math.min(red, green, blue) > 200) return 'white'
  if (Math.max(red, green, blue) < 60) return 'black'
  return red > green && red > blue ? 'red' : green > blue ? 'green' : 'blue'
}

const canvas =
  '<svg xmlns="http://www.w3.org/2000/svg" width="100" height="80"><rect width="100" height="80" fill="#00c000"/></svg>'

describe('editing a photo', () => {
  it('keeps a part, turned around, in another size', async () => {
    const part = await edited({
      keep: { left: 10, top: 0, width: 20, height: 40 },
      mirror: true,
      size: { width: 40, height: 80 },
    })
    expect([part.width, part.height]).toEqual([40, 80])
    expect([colourAt(part, 5, 40), colourAt(part, 34, 40)]).toEqual(['blue', 'red'])
  })

  it('makes each channel of the three', async () => {
    const swapped = await edited({
      colours: [
        [0, 0, 1],
        [0, 1, 0],
        [1, 0, 0],
      ],
    })
    expect([colourAt(swapped, 5, 20), colourAt(swapped, 34, 20)]).toEqual(['blue', 'red'])
  })

  it('lays it on a canvas between other pictures', async () => {
    const other = drawn(10, 10, () => [0, 0, 0])
    const page = await edited({
      canvas: {
        backgroundSvg: canvas,
        left: 30,
        top: 10,
        below: [{ picture: other, left: 20, top: 0, width: 20, height: 20 }],
        above: [{ picture: other, left: 60, top: 60, width: 20, height: 20 }],
      },
    })
    expect([page.width, page.height]).toEqual([100, 80])
    expect(colourAt(page, 2, 2)).toBe('green')
    expect(colourAt(page, 24, 6)).toBe('black')
    expect(colourAt(page, 35, 15)).toBe('red')
    expect(colourAt(page, 65, 64)).toBe('black')
  })

  it('lets the canvas through where it is cut out', async () => {
    const cut = await edited({
      cutOutSvg:
        '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="60"><rect width="20" height="60"/></svg>',
      canvas: { backgroundSvg: canvas, left: 0, top: 0 },
    })
    expect([colourAt(cut, 5, 20), colourAt(cut, 34, 20)]).toEqual(['red', 'green'])
  })

  it('lays a drawing over it, and gives the same bytes again', async () => {
    const edit: PhotoEdit = {
      overlaySvg:
        '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="60"><rect width="10" height="10"/></svg>',
      jpegQuality: 80,
    }
    const [once, again] = [await editPhoto(photo, edit), await editPhoto(photo, edit)]
    expect(Buffer.from(once).equals(again)).toBe(true)
    expect(colourAt(await edited(edit), 4, 4)).toBe('black')
  })
})
