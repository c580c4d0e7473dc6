import { assert, constantFrom, integer, property, uint8Array } from 'fast-check'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { plainJpegSize } from './plain-jpeg-size.ts'

const picture = sharp({ create: { width: 123, height: 45, channels: 3, background: '#336699' } })
const plain = await picture.clone().jpeg().toBuffer()
const progressive = await picture.clone().jpeg({ progressive: true }).toBuffer()
const turned = await picture.clone().withMetadata({ orientation: 6 }).jpeg().toBuffer()

describe('the size of a plain JPEG', () => {
  it('is that of its frame header', () => {
    expect(plainJpegSize(plain)).toEqual({ width: 123, height: 45 })
    expect(plainJpegSize(progressive)).toEqual({ width: 123, height: 45 })
  })

  it('is left to sharp when there is EXIF', () => {
    expect(plainJpegSize(turned)).toBeUndefined()
  })

  it('never throws on damaged headers and never claims a size of nothing', () => {
    assert(
      property(
        constantFrom(plain, progressive, turned),
        integer({ min: 0, max: 400 }),
        uint8Array({ minLength: 1, maxLength: 20 }),
        integer({ min: 0, max: 600 }),
        (file, at, damage, length) => {
          const damaged = Uint8Array.from(file)
          damaged.set(damage, Math.min(at, damaged.length - damage.length))
          const size = plainJpegSize(damaged.subarray(0, length))
          expect(size === undefined || Math.min(size.width, size.height) > 0).toBe(true)
        },
      ),
    )
  })
})
