import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { hammingNeighbours } from './hamming-neighbours.ts'
import { listNeighbours } from './list-neighbours.fixture.ts'

/** Independent reference: every pair, bits counted in the binary text of a BigInt. */
function bruteForce(hashes: readonly bigint[], maximumDistance: number, k: number): [number, number][][] {
  return hashes.map((hash, row) =>
    hashes
      .map((other, otherRow): [number, number] => [
        otherRow,
        (hash ^ other).toString(2).replaceAll('0', '').length,
      ])
      .filter(([otherRow, distance]) => otherRow !== row && distance <= maximumDistance)
      .toSorted((a, b) => a[1] - b[1] || a[0] - b[0])
      .slice(0, k),
  )
}

function toBytes(hashes: readonly bigint[]): Uint8Array {
  const bytes = new Uint8Array(hashes.length * 8)
  const view = new DataView(bytes.buffer)
  hashes.forEach((hash, row) => view.setBigUint64(row * 8, hash))
  return bytes
}

const hash = fc.bigInt({ min: 0n, max: 2n ** 64n - 1n })
/** Some hashes and copies of them with a few bits turned, so that near ones occur at every distance. */
const hashLists = fc
  .record({
    bases: fc.array(hash, { minLength: 1, maxLength: 6 }),
    copies: fc.array(fc.tuple(fc.nat(5), fc.array(fc.nat(63), { maxLength: 22 })), { maxLength: 24 }),
  })
  .map(({ bases, copies }) =>
    bases.concat(
      copies.map(([base, bits]) =>
        bits.reduce((value, bit) => value ^ (1n << BigInt(bit)), bases[base % bases.length] ?? 0n),
      ),
    ),
  )

describe('hammingNeighbours', () => {
  it('finds what comparing every pair finds, at any distance and number of neighbours', async () => {
    await fc.assert(
      fc.asyncProperty(
        hashLists,
        fc.integer({ min: 0, max: 18 }),
        fc.integer({ min: 1, max: 6 }),
        async (hashes, d, k) => {
          expect(listNeighbours(await hammingNeighbours(toBytes(hashes), d, k))).toEqual(
            bruteForce(hashes, d, k),
          )
        },
      ),
      { numRuns: 60 },
    )
  })

  it('reads a view into the middle of a larger buffer', async () => {
    const bytes = toBytes([7n, 0n, 1n, 2n ** 63n])
    expect(listNeighbours(await hammingNeighbours(bytes.subarray(8), 1, 5))).toEqual([
      [
        [1, 1],
        [2, 1],
      ],
      [[0, 1]],
      [[0, 1]],
    ])
  })

  it('gives thousands of equal hashes their first k fellows', async () => {
    const hashes = Array.from({ length: 20_000 }, (_, row) => (row === 3 ? 1n : 0n))
    const found = listNeighbours(await hammingNeighbours(toBytes(hashes), 4, 3))
    expect(found[0]).toEqual([
      [1, 0],
      [2, 0],
      [4, 0],
    ])
    expect(found[19_999]).toEqual([
      [0, 0],
      [1, 0],
      [2, 0],
    ])
    expect(found[3]).toEqual([
      [0, 1],
      [1, 1],
      [2, 1],
    ])
  })

  it('finds nothing among no hashes', async () => {
    expect(listNeighbours(await hammingNeighbours(new Uint8Array(0), 8, 5))).toEqual([])
  })

  it('stops with the reason of its signal', async () => {
    const signal = AbortSignal.abort(new Error('enough'))
    await expect(hammingNeighbours(new Uint8Array(16), 8, 5, { signal })).rejects.toThrow('enough')
  })

  it('refuses half a hash and an impossible distance', async () => {
    await expect(hammingNeighbours(new Uint8Array(12), 8, 5)).rejects.toThrow('hashes of 8 bytes')
    await expect(hammingNeighbours(new Uint8Array(16), 65, 5)).rejects.toThrow('between 0 and 64 bits')
  })
})
