import { hash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { bfloat16ToFloat32, halfToFloat32 } from './half-float.ts'
import { REFERENCE_FOLDER } from './reference-checkpoints.fixture.ts'

const EVERY_VALUE = Uint16Array.from({ length: 65_536 }, (_, bits) => bits)

/** SHA-256 of the float32 bytes, with every NaN as 12345 because not every processor keeps a NaN's bits. */
function fingerprint(numbers: Float32Array): string {
  return hash('sha256', Buffer.from(numbers.map((number) => (Number.isNaN(number) ? 12_345 : number)).buffer))
}

describe('half floats', () => {
  it.each([
    ['F16', halfToFloat32],
    ['BF16', bfloat16ToFloat32],
  ] as const)('widens every %s as numpy and PyTorch do', async (type, widen) => {
    const text = await readFile(join(REFERENCE_FOLDER, 'half-floats.json'), 'utf8')
    const expected = z.record(z.string(), z.string()).parse(JSON.parse(text))
    expect(fingerprint(widen(EVERY_VALUE))).toBe(expected[type])
  })

  it('keeps the values that have names', () => {
    const named = halfToFloat32(
      Uint16Array.of(0, 0x8000, 0x3c00, 0xc000, 0x7bff, 0x0001, 0x7c00, 0xfc00, 0x7e00),
    )
    expect([...named]).toEqual([0, -0, 1, -2, 65_504, 2 ** -24, Infinity, -Infinity, NaN])
    expect([...bfloat16ToFloat32(Uint16Array.of(0x3f80, 0xbfc0, 0x7f80, 0x8000))]).toEqual([
      1,
      -1.5,
      Infinity,
      -0,
    ])
  })
})
