import { availableParallelism } from 'node:os'
import { parseArgs } from 'node:util'
import { cosineNeighbours } from '../electron/engine/vector-index/cosine-neighbours.ts'
import { hammingNeighbours } from '../electron/engine/vector-index/hamming-neighbours.ts'
import type { Neighbours } from '../electron/engine/vector-index/neighbours.ts'
import { load, type Measured, measured, times } from './measured.ts'
import { seededRandom } from '../models/scorer/random.ts'
import { printTable } from './table.ts'

/**
 * Rows joined with themselves, exactly and through USearch, and where the two cross. `node bench/neighbours.ts [--large]`:
 * --large goes on to 34,000 and 100,000 rows of 512.
 */
const NEIGHBOURS = 50
const DIMENSIONS = [128, 512]
const COUNTS = [4_000, 8_000, 16_000]
const LARGE_COUNTS = [34_000, 100_000]
const HASHES = 100_000
const HASH_BITS = 12
/** Values that embeddings vary in, roughly: noise in all of them would be harder than any pictures are. */
const LATENT_DIMENSION = 24

const { values } = parseArgs({ options: { large: { type: 'boolean' } } })
const counts = [...COUNTS, ...(values.large === true ? LARGE_COUNTS : [])]
const cores = availableParallelism()
const random = seededRandom(1)
const rows: [string, string][] = []

const hashes = drawHashes(HASHES)
const hamming = await measured(() => hammingNeighbours(hashes, HASH_BITS, NEIGHBOURS))
rows.push([`Hamming, ${HASHES} hashes, up to ${HASH_BITS} bits`, times(hamming)])
for (const dimension of DIMENSIONS) {
  const ratios: { count: number; ratio: number }[] = []
  for (const count of counts) {
    const vectors = drawEmbeddings(count, dimension)
    const join = (exactLimitRows: number): Promise<Measured<Neighbours>> =>
      measured(() => cosineNeighbours(vectors, dimension, NEIGHBOURS, { exactLimitRows, cores }))
    const exact = await join(Infinity)
    const approximate = await join(0)
    const [at10, at50] = [10, 50].map((at) => recall(exact.result, approximate.result, at))
    rows.push(
      [`${count} x ${dimension}, exact`, times(exact)],
      [`${count} x ${dimension}, USearch`, `${times(approximate)}, recall@10 ${at10}, recall@50 ${at50}`],
    )
    ratios.push({ count, ratio: approximate.processorMs / exact.processorMs })
  }
  rows.push([`${dimension}: both take as long, in processor time`, crossing(ratios)])
}
printTable(`Neighbours, ${NEIGHBOURS} of each row, ${cores} threads; ${load()}`, rows)

/** Rows at which the ratio is 1, on the line through the logarithms of the last two. */
function crossing(ratios: readonly { count: number; ratio: number }[]): string {
  const [a, b] = ratios.slice(-2)
  if (a === undefined || b === undefined) return 'unknown'
  const slope = Math.log(b.ratio / a.ratio) / Math.log(b.count / a.count)
  const count = b.count * Math.exp(-Math.log(b.ratio) / slope)
  return `near ${Math.round(count / 1000) * 1000} rows (USearch against exact: ${ratios.map(({ ratio }) => ratio.toFixed(2)).join(', ')})`
}

/** Share of the expected neighbours that were found, over all rows. */
function recall(expected: Neighbours, found: Neighbours, at: number): string {
  let hits = 0
  let total = 0
  for (let row = 0; row + 1 < expected.offsets.length; row += 1) {
    const got = new Set(found.rows.subarray(found.offsets[row], found.offsets[row + 1]))
    const start = expected.offsets[row] ?? 0
    for (const other of expected.rows.subarray(start, Math.min(start + at, expected.offsets[row + 1] ?? 0))) {
      total += 1
      if (got.has(other)) hits += 1
    }
  }
  return (hits / total).toFixed(4)
}

/** Half of the bits set, as the median makes them; a third are copies of others with up to 12 bits turned. */
function drawHashes(count: number): Uint8Array {
  const drawn = Uint8Array.from({ length: count * 8 }, () => random() * 256)
  for (let row = 3; row < count; row += 3) {
    const original = Math.floor(random() * row)
    drawn.copyWithin(row * 8, original * 8, original * 8 + 8)
    for (let turned = random() * 12; turned > 0; turned -= 1) {
      const bit = Math.floor(random() * 64)
      drawn[row * 8 + (bit >> 3)] = (drawn[row * 8 + (bit >> 3)] ?? 0) ^ (1 << (bit & 7))
    }
  }
  return drawn
}

/** Unit vectors that vary in fewer values than they have, in small clusters as listings of one product are. */
function drawEmbeddings(count: number, dimension: number): Float32Array {
  const basis = Float64Array.from({ length: LATENT_DIMENSION * dimension }, () => random() - 0.5)
  const clusters = Math.ceil(count / 4)
  const centres = Float64Array.from({ length: clusters * LATENT_DIMENSION }, () => random() - 0.5)
  const vectors = new Float32Array(count * dimension)
  for (let row = 0; row < count; row += 1) {
    const first = (row % clusters) * LATENT_DIMENSION
    const latent = centres
      .slice(first, first + LATENT_DIMENSION)
      .map((value) => value + 0.3 * (random() - 0.5))
    const vector = new Float64Array(dimension)
    latent.forEach((value, index) => {
      for (let d = 0; d < dimension; d += 1)
        vector[d] = (vector[d] ?? 0) + value * (basis[index * dimension + d] ?? 0)
    })
    const length = Math.hypot(...vector)
    vectors.set(
      vector.map((value) => value / length),
      row * dimension,
    )
  }
  return vectors
}
