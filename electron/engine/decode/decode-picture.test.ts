import { deflateSync } from 'node:zlib'
import sharp, { type Sharp } from 'sharp'
import { describe, expect, it } from 'vitest'
import { decodePicture } from './decode-picture.ts'
import { encodeThumbnail } from './encode-thumbnail.ts'
import type { RgbPicture } from './rgb-picture.ts'

/** Four corners in four colours, so that every turn and mirroring shows. */
function corners(width = 60, height = 40): Sharp {
  const data = Buffer.alloc(width * height * 3)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const right = x * 2 >= width
      const low = y * 2 >= height
      data.set([right ? 220 : 30, low ? 220 : 30, right && low ? 30 : 128], (y * width + x) * 3)
    }
  }
  return sharp(data, { raw: { width, height, channels: 3 } })
}

/** Mean absolute difference of two pictures of one size, 0..255. */
function difference(a: RgbPicture, b: RgbPicture): number {
  expect([a.width, a.height]).toEqual([b.width, b.height])
  return a.data.reduce((sum, value, index) => sum + Math.abs(value - (b.data[index] ?? 0)), 0) / a.data.length
}

async function original(picture: Sharp): Promise<RgbPicture> {
  const { data, info } = await picture.raw().toBuffer({ resolveWithObject: true })
  return { data, width: info.width, height: info.height }
}

function pngChunk(type: string, content: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), content])
  const length = Buffer.alloc(4)
  length.writeUInt32BE(content.length)
  const checksum = Buffer.alloc(4)
  checksum.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, checksum])
}

function crc32(bytes: Buffer): number {
  let crc = 0xffffffff
  for (const byte of bytes) {
    crc ^= byte
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1
  }
  return (crc ^ 0xffffffff) >>> 0
}

/** A PNG of a few bytes whose header claims any size. */
function claimingPng(width: number, height: number): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 2, 0, 0, 0], 8)
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    pngChunk('IHDR', header),
    pngChunk('IDAT', deflateSync(Buffer.alloc(1000))),
    pngChunk('IEND', Buffer.alloc(0)),
  ])
}

describe('decoding a picture', () => {
  const formats = [
    ['jpeg', 'a.jpg', corners().jpeg({ quality: 95, chromaSubsampling: '4:4:4' })],
    ['png', 'a.png', corners().png()],
    ['png', 'a.PNG', corners().png({ palette: true })],
    ['webp', 'a.webp', corners().webp({ lossless: true })],
    ['gif', 'a.gif', corners().gif()],
    ['tiff', 'a.tif', corners().tiff({ compression: 'lzw' })],
    ['avif', 'a.avif', corners().avif({ quality: 90 })],
    ['avif', 'a.heif', corners().avif({ quality: 90 })],
  ] as const
  it.each(formats)('reads %s called %s as sRGB', async (format, fileName, encoder) => {
    const decoded = await decodePicture(await encoder.clone().toBuffer(), fileName)
    expect(decoded).toMatchObject({ format, width: 60, height: 40, mislabelled: false })
    expect(difference(decoded.pixels, await original(corners()))).toBeLessThan(4)
  })

  it.each([1, 2, 3, 4, 5, 6, 7, 8])('turns EXIF orientation %i upright', async (orientation) => {
    const bytes = await corners().withMetadata({ orientation }).jpeg({ quality: 95 }).toBuffer()
    const decoded = await decodePicture(bytes, 'a.jpg')
    expect([decoded.width, decoded.height]).toEqual(orientation < 5 ? [60, 40] : [40, 60])
    expect(difference(decoded.pixels, await original(sharp(bytes).autoOrient()))).toBeLessThan(1)
  })

  it('turns large pictures, which are reduced, upright too', async () => {
    const bytes = await corners(900, 720).withMetadata({ orientation: 6 }).jpeg({ quality: 95 }).toBuffer()
    const decoded = await decodePicture(bytes, 'a.jpg')
    expect(decoded).toMatchObject({ width: 720, height: 900 })
    const expected = await original(sharp(await sharp(bytes).autoOrient().png().toBuffer()).resize(179, 224))
    expect(difference(decoded.pixels, expected)).toBeLessThan(2)
  })

  it('reduces a large picture to 224 pixels and leaves one of 671 as it is', async () => {
    const large = await decodePicture(await corners(672, 300).jpeg().toBuffer(), 'a.jpg')
    expect(large).toMatchObject({ width: 672, height: 300, pixels: { width: 224, height: 100 } })
    const small = await decodePicture(await corners(671, 300).jpeg().toBuffer(), 'a.jpg')
    expect(small).toMatchObject({ width: 671, height: 300, pixels: { width: 671, height: 300 } })
  })

  it('keeps a pixel of height of a picture that is all width', async () => {
    const decoded = await decodePicture(await corners(4000, 2).png().toBuffer(), 'a.png')
    expect(decoded).toMatchObject({ width: 4000, height: 2, pixels: { width: 224, height: 1 } })
  })

  it('reads CMYK', async () => {
    const decoded = await decodePicture(await corners().toColourspace('cmyk').jpeg().toBuffer(), 'a.jpg')
    expect(decoded.pixels.data).toHaveLength(60 * 40 * 3)
    expect(difference(decoded.pixels, await original(corners()))).toBeLessThan(40)
  })

  it('reads 16 bits a channel as 8', async () => {
    const bytes = await corners().toColourspace('rgb16').png().toBuffer()
    expect((await sharp(bytes).metadata()).depth).toBe('ushort')
    expect(difference((await decodePicture(bytes, 'a.png')).pixels, await original(corners()))).toBeLessThan(
      2,
    )
  })

  it('reads grey, in 8 and 16 bits and with alpha, as RGB with equal channels', async () => {
    const grey = corners().greyscale()
    const greys = [
      await grey.clone().toColourspace('b-w').png().toBuffer(),
      await grey.clone().toColourspace('b-w').jpeg({ quality: 95 }).toBuffer(),
      await grey.clone().toColourspace('grey16').png().toBuffer(),
      await grey.clone().ensureAlpha(1).toColourspace('b-w').png().toBuffer(),
    ]
    const expected = await original(grey.clone().toColourspace('srgb'))
    const rgb =
      expected.data.length === 60 * 40 ? [...expected.data].flatMap((v) => [v, v, v]) : [...expected.data]
    for (const bytes of greys) {
      const { pixels } = await decodePicture(bytes, 'a')
      expect(difference(pixels, { ...expected, data: Uint8Array.from(rgb) })).toBeLessThan(2)
    }
  })

  it('lays transparency on white', async () => {
    const clear = { r: 200, g: 0, b: 0, alpha: 0 }
    const bytes = await sharp({ create: { width: 10, height: 10, channels: 4, background: clear } })
      .png()
      .toBuffer()
    expect(new Set((await decodePicture(bytes, 'a.png')).pixels.data)).toEqual(new Set([255]))
  })

  it.each(['gif', 'webp', 'tiff'] as const)(
    'reads the first frame or page of an animated %s',
    async (format) => {
      const frame = (background: string): Promise<Buffer> =>
        sharp({ create: { width: 20, height: 30, channels: 3, background } })
          .png()
          .toBuffer()
      const frames = [await frame('#ff0000'), await frame('#0000ff')]
      const bytes = await sharp(frames, { join: { animated: true } })
        .toFormat(format, { quality: 100 })
        .toBuffer()
      expect((await sharp(bytes).metadata()).pages).toBe(2)
      const decoded = await decodePicture(bytes, `a.${format}`)
      expect(decoded).toMatchObject({ format, width: 20, height: 30 })
      expect(decoded.pixels.data[0]).toBeGreaterThan(245)
      expect(decoded.pixels.data[2]).toBeLessThan(10)
    },
  )

  it('notices a PNG that is called .jpg, and lets unknown extensions be', async () => {
    const png = await corners().png().toBuffer()
    expect(await decodePicture(png, 'a.jpg')).toMatchObject({ format: 'png', mislabelled: true })
    expect(await decodePicture(png, 'a')).toMatchObject({ mislabelled: false })
    expect(await decodePicture(png, 'a.image')).toMatchObject({ mislabelled: false })
  })

  it('does not mind bytes after the end of a JPEG', async () => {
    const bytes = Buffer.concat([await corners().jpeg().toBuffer(), Buffer.from('a trailing comment')])
    expect(await decodePicture(bytes, 'a.jpg')).toMatchObject({ width: 60, height: 40 })
  })
})

describe('decoding a picture for a model', () => {
  const files = {
    jpeg: corners(1300, 1000).jpeg({ quality: 95 }),
    png: corners(1300, 1000).png({ compressionLevel: 1 }),
    webp: corners(1300, 1000).webp({ effort: 0 }),
  }
  const exact = { width: 1300, height: 1000 }

  it.each(['jpeg', 'png', 'webp'] as const)(
    'leaves of a large %s at least three times the edge that the model takes',
    async (format) => {
      const bytes = await files[format].clone().toBuffer()
      const sizes = [167, 166, 83, 41, 8].map(async (workingEdgePx) => {
        const { detail } = await decodePicture(bytes, 'a', { workingEdgePx })
        expect(detail.reducedFrom).toEqual(exact)
        return [detail.width, detail.height]
      })
      expect(await Promise.all(sizes)).toEqual([
        [1300, 1000],
        [650, 500],
        [325, 250],
        [163, 125],
        [163, 125],
      ])
    },
  )

  it('gives the same pixels to hash, whatever the model takes', async () => {
    const bytes = await files.jpeg.clone().toBuffer()
    const alone = await decodePicture(bytes, 'a.jpg')
    expect(alone.detail).toBe(alone.pixels)
    for (const workingEdgePx of [64, 224, Number.POSITIVE_INFINITY]) {
      const { pixels, detail } = await decodePicture(bytes, 'a.jpg', { workingEdgePx })
      expect(pixels).toEqual(alone.pixels)
      expect(detail.width).toBeGreaterThan(pixels.width)
    }
  })

  it('gives every pixel of a picture that is not reduced, once', async () => {
    const { pixels, detail } = await decodePicture(await corners(671, 300).png().toBuffer(), 'a.png', {
      workingEdgePx: 8,
    })
    expect(detail).toBe(pixels)
    expect(detail).toMatchObject({ width: 671, height: 300 })
    expect(detail.reducedFrom).toBeUndefined()
  })

  it('looks like the whole picture, upright, with transparency laid on white', async () => {
    const turned = await corners(900, 720).withMetadata({ orientation: 6 }).jpeg({ quality: 95 }).toBuffer()
    const { detail } = await decodePicture(turned, 'a.jpg', { workingEdgePx: 100 })
    const expected = await original(sharp(await sharp(turned).autoOrient().png().toBuffer()).resize(360, 450))
    expect(difference(detail, expected)).toBeLessThan(2)
    const clear = sharp({
      create: { width: 800, height: 700, channels: 4, background: { r: 9, g: 9, b: 9, alpha: 0 } },
    })
    const laid = await decodePicture(await clear.png().toBuffer(), 'a.png', { workingEdgePx: 64 })
    expect(laid.detail.data.every((value) => value === 255)).toBe(true)
  })

  it('holds no more than 25 megapixels, whatever the model takes', async () => {
    const bytes = await sharp({
      create: { width: 9000, height: 3000, channels: 3, background: '#123456' },
    })
      .png()
      .toBuffer()
    const { detail } = await decodePicture(bytes, 'a.png', { workingEdgePx: Number.POSITIVE_INFINITY })
    expect([detail.width, detail.height]).toEqual([4500, 1500])
  })
})

describe('refusing a picture', () => {
  it.each(['jpeg', 'png', 'webp', 'gif', 'tiff', 'avif'] as const)(
    'refuses a %s that is cut short',
    async (format) => {
      const noise = sharp({
        create: {
          width: 200,
          height: 200,
          channels: 3,
          background: '#888888',
          noise: { type: 'gaussian', mean: 128, sigma: 40 },
        },
      })
      const bytes = await noise.toFormat(format).toBuffer()
      const cut = bytes.subarray(0, Math.floor(bytes.length * 0.6))
      await expect(decodePicture(cut, `a.${format}`)).rejects.toMatchObject({ code: 'FILE_TRUNCATED' })
      await expect(decodePicture(bytes.subarray(0, 40), `a.${format}`)).rejects.toMatchObject({
        code: 'FILE_TRUNCATED',
      })
    },
  )

  it('refuses text that is called .jpg', async () => {
    const text = Buffer.from('This is not a picture.')
    await expect(decodePicture(text, 'a.jpg')).rejects.toMatchObject({ code: 'NOT_A_PICTURE' })
    await expect(decodePicture(Buffer.alloc(0), 'a.jpg')).rejects.toMatchObject({ code: 'NOT_A_PICTURE' })
  })

  it.each([
    ['SVG', '<?xml version="1.0"?><!-- a --><svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'],
    ['PDF', '%PDF-1.7\n'],
    ['BMP', 'BM\x36\0\0\0'],
  ])('refuses %s even when it is called .png', async (name, content) => {
    const refused = decodePicture(Buffer.from(content), 'a.png')
    await expect(refused).rejects.toMatchObject({
      code: 'FORMAT_UNSUPPORTED',
      reason: expect.stringContaining(name),
    })
  })

  it('refuses HEIC that cannot be decoded with advice, not as damaged', async () => {
    const heic = Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic', 'latin1')
    await expect(decodePicture(heic, 'a.heic')).rejects.toMatchObject({
      code: 'FORMAT_UNSUPPORTED',
      advice: expect.stringContaining('JPEG'),
    })
  })

  it('refuses over 100 megapixels before decoding, naming the size', async () => {
    await expect(decodePicture(claimingPng(20_000, 20_000), 'a.png')).rejects.toMatchObject({
      code: 'PICTURE_TOO_LARGE',
      reason: 'Expected at most 100 megapixels but the picture is 20000 x 20000 (400 megapixels)',
    })
    const jpeg = await corners().jpeg().toBuffer()
    const frameHeader = jpeg.indexOf(Buffer.from([0xff, 0xc0]))
    jpeg.writeUInt16BE(30_000, frameHeader + 5)
    jpeg.writeUInt16BE(30_000, frameHeader + 7)
    await expect(decodePicture(jpeg, 'a.jpg')).rejects.toMatchObject({ code: 'PICTURE_TOO_LARGE' })
  })
})

describe('a thumbnail', () => {
  it('looks like the pixels it was made of', async () => {
    const { pixels } = await decodePicture(await corners(300, 200).png().toBuffer(), 'a.png')
    const thumbnail = await encodeThumbnail(pixels)
    expect((await sharp(thumbnail).metadata()).format).toBe('jpeg')
    expect(difference(await original(sharp(thumbnail)), pixels)).toBeLessThan(3)
  })
})
