import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ProtobufError, readProtobuf } from './protobuf-reader.ts'
import { ProtobufWriter } from './protobuf-writer.ts'

const field = fc.integer({ min: 1, max: 0x1fffffff })
const entry = fc.oneof(
  fc.record({ field, value: fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }) }),
  fc.record({ field, value: fc.uint8Array({ maxLength: 300 }) }),
)

function write(entries: readonly { field: number; value: bigint | Uint8Array }[]): Uint8Array {
  const writer = new ProtobufWriter()
  for (const { field, value } of entries) {
    if (typeof value === 'bigint') writer.integer(field, value)
    else writer.bytes(field, value)
  }
  return writer.finish()
}

describe('protobuf', () => {
  it('is read as it was written', () => {
    fc.assert(
      fc.property(fc.array(entry), (entries) => {
        const fields = readProtobuf(write(entries))
        expect(fields.map(({ field, value }) => ({ field, value }))).toEqual(entries)
        expect(Buffer.concat(fields.map(({ raw }) => raw))).toEqual(Buffer.from(write(entries)))
      }),
    )
  })

  it('that is cut short is refused or has fewer fields, and is never read beyond its end', () => {
    fc.assert(
      fc.property(fc.array(entry, { minLength: 1 }), fc.nat(), (entries, cut) => {
        const bytes = write(entries)
        const short = bytes.subarray(0, cut % bytes.length)
        try {
          expect(readProtobuf(short).length).toBeLessThan(entries.length)
        } catch (error) {
          expect(error).toBeInstanceOf(ProtobufError)
        }
      }),
    )
  })

  it('of any bytes is read or refused as such', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 64 }), (bytes) => {
        try {
          readProtobuf(bytes)
        } catch (error) {
          expect(error).toBeInstanceOf(ProtobufError)
        }
      }),
    )
  })

  it.each([
    ['field 0', [0x00, 0x00], 'Expected a field number from 1 to 536870911 but found 0'],
    ['a group', [0x0b], 'Expected wire type 0, 1, 2 or 5 but found 3'],
    ['a length of 2^63', [0x0a, ...Array<number>(9).fill(0x80), 1], 'but 0 are left'],
    [
      'a number without an end',
      [0x08, ...Array<number>(11).fill(0xff)],
      'Expected a number of at most 10 bytes',
    ],
  ])('refuses %s', (_what, bytes, message) => {
    expect(() => readProtobuf(Uint8Array.from(bytes))).toThrow(message)
  })

  it('has negative numbers as two’s complement of 64 bits', () => {
    const [field] = readProtobuf(new ProtobufWriter().integer(3, -1).finish())
    expect(field?.value).toBe(2n ** 64n - 1n)
  })
})
