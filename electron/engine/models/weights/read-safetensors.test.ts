import { execFileSync } from 'node:child_process'
import { truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readSafetensors } from './read-safetensors.ts'
import { plain, REFERENCE_FOLDER, withFolder } from './reference-checkpoints.fixture.ts'
import { WeightsUnreadable } from './weights-unreadable.ts'

const WEIGHT = { dtype: 'F32', shape: [2, 2], data_offsets: [0, 16] }
const BIAS = { dtype: 'F16', shape: [2], data_offsets: [16, 20] }

/** A file with this header and as many bytes of data. */
function safetensors(header: unknown, dataBytes: number, lengthSaid?: bigint): Buffer {
  const json = Buffer.from(typeof header === 'string' ? header : JSON.stringify(header))
  const length = Buffer.alloc(8)
  length.writeBigUInt64LE(lengthSaid ?? BigInt(json.byteLength))
  return Buffer.concat([length, json, Buffer.alloc(dataBytes, 7)])
}

/** Why it is not read; the message names the file and, in quotes, the key. */
async function refusalOf(bytes: Uint8Array): Promise<string> {
  let refusal: unknown = null
  await withFolder(async (folder) => {
    const path = join(folder, 'model.safetensors')
    await writeFile(path, bytes)
    refusal = await readSafetensors(path).catch((error: unknown) => error)
  })
  if (refusal instanceof WeightsUnreadable) return refusal.message
  throw new Error('Expected it to be refused', { cause: refusal })
}

describe('readSafetensors', () => {
  it("reads what safetensors' own library wrote", async () => {
    const tensors = await readSafetensors(join(REFERENCE_FOLDER, 'reference.safetensors'))
    const byKey = new Map(tensors.map((tensor) => [tensor.key, tensor]))
    const half = byKey.get('types.pth/float16')
    expect(half).toMatchObject({ type: 'F16', shape: [2, 3], bytes: 12 })
    // 0, 1.5, -2, 3.25, 65504, -0 by hand.
    if (half !== undefined) expect((await plain(half)).hex).toBe('0000003e00c08042ff7b0080')
    expect(byKey.get('views.pth/number')).toMatchObject({ type: 'F32', shape: [], bytes: 4 })
    expect(byKey.get('views.pth/empty')).toMatchObject({ shape: [3, 0, 5], bytes: 0 })
  })

  it('takes every header that the format allows', async () => {
    await withFolder(async (folder) => {
      const path = join(folder, 'model.safetensors')
      const header = `${JSON.stringify({ bias: BIAS, weight: WEIGHT, __metadata__: { format: 'pt' } })}     `
      await writeFile(path, safetensors(header, 20))
      const start = 8 + header.length
      expect(await readSafetensors(path)).toEqual([
        { key: 'weight', type: 'F32', shape: [2, 2], file: path, offset: start, bytes: 16 },
        { key: 'bias', type: 'F16', shape: [2], file: path, offset: start + 16, bytes: 4 },
      ])
      await writeFile(path, safetensors(`{"__proto__": ${JSON.stringify(WEIGHT)}}`, 16))
      expect(await readSafetensors(path)).toMatchObject([{ key: '__proto__', bytes: 16 }])
    })
  })

  it('reads no more than the header of a huge file', async () => {
    await withFolder(async (folder) => {
      const path = join(folder, 'model.safetensors')
      const bytes = 16 * 2 ** 40
      const header = safetensors({ weight: { dtype: 'U8', shape: [bytes], data_offsets: [0, bytes] } }, 0)
      await writeFile(path, header)
      // Holds nothing but its header: the rest is a hole.
      const room = await truncate(path, header.byteLength + bytes).then(
        () => true,
        () => false,
      )
      const found = room ? await readSafetensors(path) : [{ key: 'weight', bytes }]
      expect(found).toMatchObject([{ key: 'weight', bytes }])
    })
  })

  it('refuses a header that is too long, cut off or not JSON', async () => {
    await expect(refusalOf(Buffer.from('abc'))).resolves.toMatch(/only 3 bytes/)
    await expect(refusalOf(safetensors({}, 0, 2n ** 63n))).resolves.toMatch(
      /at most 100000000 bytes but its length says 9223372036854775808/,
    )
    await expect(refusalOf(safetensors({}, 0, 3n))).resolves.toMatch(
      /a header of 3 bytes but only 2 bytes follow/,
    )
    await expect(refusalOf(safetensors('{"weight": ', 0))).resolves.toMatch(/its header is not JSON/)
    await expect(refusalOf(safetensors('[1]', 0))).resolves.toMatch(/not a JSON object/)
    const notText = safetensors('{"?": 1}', 0)
    notText[10] = 0xff
    await expect(refusalOf(notText)).resolves.toMatch(/not UTF-8/)
  })

  it('refuses a key that stands twice, however it is spelt', async () => {
    const twice = `{"a": ${JSON.stringify(WEIGHT)}, "\\u0061": ${JSON.stringify(WEIGHT)}}`
    await expect(refusalOf(safetensors(twice, 16))).resolves.toMatch(/names "a" twice/)
    const inside = '{"a": {"dtype": "U8", "shape": [1], "shape": [2], "data_offsets": [0, 2]}}'
    await expect(refusalOf(safetensors(inside, 2))).resolves.toMatch(/names "shape" twice/)
  })

  it('refuses an entry that is not that of a tensor, naming it', async () => {
    await expect(refusalOf(safetensors({ a: { ...WEIGHT, shape: [2, -2] } }, 16))).resolves.toMatch(
      /"a": its header/,
    )
    await expect(refusalOf(safetensors({ a: { ...WEIGHT, shape: [1.5] } }, 16))).resolves.toMatch(
      /"a": its header/,
    )
    await expect(
      refusalOf(safetensors({ a: { ...WEIGHT, shape: Array<string>(100_000).fill('x') } }, 16)),
    ).resolves.toMatch(/"a": its header/)
    await expect(refusalOf(safetensors({ a: { ...WEIGHT, dtype: 'F8_E4M3' } }, 16))).resolves.toMatch(
      /"F8_E4M3" is not one of F64/,
    )
    await expect(refusalOf(safetensors({ a: { ...WEIGHT, dtype: 'toString' } }, 16))).resolves.toMatch(
      /"toString" is not one of/,
    )
    await expect(refusalOf(safetensors({ __metadata__: { a: 1 } }, 0))).resolves.toMatch(
      /expected texts by name/,
    )
  })

  it('refuses shapes and offsets that do not agree with each other or the file, with both', async () => {
    await expect(refusalOf(safetensors({ a: { ...WEIGHT, shape: [2, 3] } }, 16))).resolves.toMatch(
      /F32 of shape \[2, 3\] takes 24 bytes but its offsets 0 to 16 hold 16/,
    )
    const endless = { ...WEIGHT, shape: [2 ** 52, 2 ** 52] }
    await expect(refusalOf(safetensors({ a: endless }, 16))).resolves.toMatch(/takes uncountably many bytes/)
    await expect(refusalOf(safetensors({ a: { ...WEIGHT, data_offsets: [16, 0] } }, 16))).resolves.toMatch(
      /hold -16/,
    )
    await expect(refusalOf(safetensors({ a: WEIGHT }, 15))).resolves.toMatch(
      /last byte at \d+ but the file has \d+ bytes/,
    )
    await expect(refusalOf(safetensors({ a: WEIGHT }, 17))).resolves.toMatch(
      /expected it to end with its last tensor/,
    )
  })

  it('refuses tensors that overlap or leave a gap', async () => {
    const overlapping = { a: WEIGHT, b: { ...BIAS, data_offsets: [14, 18] } }
    await expect(refusalOf(safetensors(overlapping, 18))).resolves.toMatch(
      /expected it at 16, .*offset is 14: they overlap/,
    )
    const apart = { a: WEIGHT, b: { ...BIAS, data_offsets: [18, 22] } }
    await expect(refusalOf(safetensors(apart, 22))).resolves.toMatch(
      /expected it at 16, .*offset is 18: they leave a gap/,
    )
  })

  it('says what lies there in place of weights', async () => {
    await expect(
      refusalOf(Buffer.from('version https://git-lfs.github.com/spec/v1\noid sha256:0')),
    ).resolves.toMatch(/Git LFS pointer/)
    await expect(refusalOf(Buffer.from('<!DOCTYPE html><html>Sign in</html>'))).resolves.toMatch(/web page/)
  })

  it('says that a path is missing, a folder or a pipe, and does not wait for the pipe', async () => {
    await withFolder(async (folder) => {
      await expect(readSafetensors(join(folder, 'none'))).rejects.toThrow(/does not exist/)
      await expect(readSafetensors(folder)).rejects.toThrow(/not a file/)
      if (process.platform === 'win32') return
      execFileSync('mkfifo', [join(folder, 'pipe')])
      await expect(readSafetensors(join(folder, 'pipe'))).rejects.toThrow(/not a file/)
    })
  })

  it('reads or refuses any bytes, and never fails in another way', async () => {
    const valid = safetensors({ a: WEIGHT, b: BIAS, __metadata__: { format: 'pt' } }, 20)
    const mutation = fc.record({
      at: fc.nat({ max: valid.byteLength - 1 }),
      to: fc.integer({ min: 0, max: 255 }),
    })
    const mutated = fc
      .tuple(fc.array(mutation, { maxLength: 4 }), fc.nat({ max: valid.byteLength }))
      .map(([changes, end]) => {
        const bytes = Buffer.from(valid)
        for (const { at, to } of changes) bytes[at] = to
        return end % 3 === 0 ? bytes.subarray(0, end) : bytes
      })
    await withFolder(async (folder) => {
      const path = join(folder, 'model.safetensors')
      await fc.assert(
        fc.asyncProperty(fc.oneof(mutated, fc.uint8Array({ maxLength: 64 })), async (bytes) => {
          await writeFile(path, bytes)
          const outcome: unknown = await readSafetensors(path).catch((error: unknown) => error)
          expect(Array.isArray(outcome) || outcome instanceof WeightsUnreadable).toBe(true)
        }),
        { numRuns: 200 },
      )
    })
  })
})
