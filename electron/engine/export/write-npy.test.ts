import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { writeNpy } from './write-npy.ts'

async function written(rows: readonly (readonly number[])[], columns: number): Promise<Buffer> {
  const pieces: Uint8Array[] = []
  await writeNpy(
    (bytes) => {
      pieces.push(bytes)
      return Promise.resolve()
    },
    [rows.length, columns],
    (row) => Int32Array.from(rows[row] ?? []),
  )
  return Buffer.concat(pieces)
}

describe('writeNpy', () => {
  it('writes the very bytes of numpy.save for int32 (NumPy 2.4, models/reference/evaluation.py)', async () => {
    const expected = readFileSync(
      new URL('../../../models/reference/evaluation/ranking.npy', import.meta.url),
    )
    expect(
      await written(
        [
          [7, 3, -1],
          [2_147_483_647, 0, 5],
        ],
        3,
      ),
    ).toEqual(expected)
  })

  it('aligns the data to 64 bytes whatever the shape, over several batches too', async () => {
    for (const rows of [0, 1, 300, 1000]) {
      const bytes = await written(
        Array.from({ length: rows }, (_, n) => [n]),
        1,
      )
      const start = 10 + bytes.readUInt16LE(8)
      expect(start % 64).toBe(0)
      expect(bytes.toString('latin1', 10, start)).toContain(`'shape': (${rows}, 1)`)
      expect(bytes.length).toBe(start + rows * 4)
      if (rows > 0) expect(bytes.readInt32LE(bytes.length - 4)).toBe(rows - 1)
    }
  })
})
