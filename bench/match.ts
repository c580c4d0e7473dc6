import {
  fitTitleModel,
  titleSimilarity,
  vectorizeTitles,
  type TitleVectors,
} from '../electron/engine/match/title-vectors.ts'
import { titleNeighbours } from '../electron/engine/match/title-neighbours.ts'
import { cosineNeighbours } from '../electron/engine/vector-index/cosine-neighbours.ts'
import { hammingNeighbours } from '../electron/engine/vector-index/hamming-neighbours.ts'
import type { Neighbours } from '../electron/engine/vector-index/neighbours.ts'
import { milliseconds, printTable } from './table.ts'

const NEIGHBOURS = 50
const DIMENSION = 128
const HASHES = 100_000
const TITLES = 34_000
/** Titles whose neighbours are compared with those by measuring every title. */
const SAMPLED_TITLES = 50
/** clothing and grocery together; the Shopee table. */
const EMBEDDING_COUNTS = [8_700, 34_000]
/** Values that the encoder's embeddings vary in, roughly: noise in all 128 would be harder than any pictures are. */
const LATENT_DIMENSION = 24

const random = seededRandom(1)
const rows: [string, string][] = []

const hashes = drawHashes(HASHES)
for (const distance of [8, 12, 14, 16]) {
  const [took] = await timed(() => hammingNeighbours(hashes, distance, NEIGHBOURS))
  rows.push([`Hamming, ${HASHES} hashes, up to ${distance} bits`, took])
}
for (const count of EMBEDDING_COUNTS) {
  const vectors = drawEmbeddings(count)
  const [exactTook, exact] = await timed(() =>
    cosineNeighbours(vectors, DIMENSION, NEIGHBOURS, { exactLimitRows: Infinity }),
  )
  rows.push([`cosine, ${count} x ${DIMENSION}, exact`, exactTook])
  const [took, found] = await timed(() =>
    cosineNeighbours(vectors, DIMENSION, NEIGHBOURS, { exactLimitRows: 0 }),
  )
  rows.push([
    `cosine, ${count} x ${DIMENSION}, USearch`,
    `${took}, recall@10 ${recall(exact, found, 10)}, recall@50 ${recall(exact, found, 50)}`,
  ])
}
const titles = drawTitles(TITLES)
const [fitTook, model] = await timed(() => fitTitleModel(titles))
const [vectorsTook, titleVectors] = await timed(() => vectorizeTitles(titles, model))
const [titlesTook, nearTitles] = await timed(() => titleNeighbours(titleVectors, NEIGHBOURS))
rows.push([`titles, ${TITLES}: terms`, fitTook], [`titles, ${TITLES}: vectors`, vectorsTook])
rows.push([
  `titles, ${TITLES}: neighbours`,
  `${titlesTook}, recall@10 ${titleRecall(titleVectors, nearTitles, 10)}, recall@50 ${titleRecall(titleVectors, nearTitles, 50)}`,
])
printTable(`Neighbours, ${NEIGHBOURS} of each row, one thread`, rows)

async function timed<T>(work: () => Promise<T>): Promise<[took: string, result: T]> {
  const start = performance.now()
  const result = await work()
  return [milliseconds(performance.now() - start), result]
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

/** As recall, against every title's similarity to some of them; a title at the same distance as an expected one counts. */
function titleRecall(vectors: TitleVectors, found: Neighbours, at: number): string {
  let hits = 0
  for (let sample = 0; sample < SAMPLED_TITLES; sample += 1) {
    const row = Math.floor((sample * TITLES) / SAMPLED_TITLES)
    const similarities = Float64Array.from({ length: TITLES }, (_, other) =>
      other === row ? 0 : (titleSimilarity(vectors, row, other) ?? 0),
    ).toSorted()
    const farthest = 1 - (similarities[TITLES - at] ?? 0) + 1e-6
    const distances = found.distances.subarray(found.offsets[row], found.offsets[row + 1])
    hits += Math.min(at, distances.filter((distance) => distance <= farthest).length)
  }
  return (hits / (SAMPLED_TITLES * at)).toFixed(4)
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
function drawEmbeddings(count: number): Float32Array {
  const basis = Float64Array.from({ length: LATENT_DIMENSION * DIMENSION }, () => random() - 0.5)
  const centres = Array.from({ length: Math.ceil(count / 4) }, () =>
    Array.from({ length: LATENT_DIMENSION }, () => random() - 0.5),
  )
  const vectors = new Float32Array(count * DIMENSION)
  for (let row = 0; row < count; row += 1) {
    const latent = (centres[row % centres.length] ?? []).map((value) => value + 0.3 * (random() - 0.5))
    const vector = Array.from({ length: DIMENSION }, (_, d) =>
      latent.reduce((sum, value, index) => sum + value * (basis[index * DIMENSION + d] ?? 0), 0),
    )
    const length = Math.hypot(...vector)
    vectors.set(
      vector.map((value) => value / length),
      row * DIMENSION,
    )
  }
  return vectors
}

/** About ten words a title out of 20,000, the common ones common, with quantities and model numbers. */
function drawTitles(count: number): string[] {
  const words = Array.from({ length: 20_000 }, () =>
    Array.from({ length: 3 + Math.floor(random() * 6) }, () =>
      'aeioubcdfghklmnprstvw'.charAt(Math.floor(random() * 21)),
    ).join(''),
  )
  const word = () => words[Math.floor(words.length * random() ** 4)] ?? ''
  return Array.from({ length: count }, () => {
    const title = Array.from({ length: 6 + Math.floor(random() * 6) }, word)
    if (random() < 0.5) title.push(`${Math.ceil(random() * 20) * 50} ml`)
    if (random() < 0.4) title.push(`${word().slice(0, 2)}${Math.floor(random() * 9_000)}`)
    return title.join(' ')
  })
}

/** Mulberry32: the same seed gives the same numbers. */
function seededRandom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
