import { availableParallelism } from 'node:os'
import { parseArgs } from 'node:util'
import { titleNeighbours } from '../electron/engine/match/title-neighbours/title-neighbours.ts'
import {
  fitAndVectorizeTitles,
  titleSimilarity,
  type TitleVectors,
} from '../electron/engine/match/title-neighbours/title-vectors.ts'
import type { Neighbours } from '../electron/engine/vector-index/neighbours.ts'
import { load, measured, times } from './measured.ts'
import { realTitles, varyTitles } from './real-titles.ts'
import { printTable } from './table.ts'

/**
 * Titles joined with themselves over words and characters. `node bench/titles.ts --data FOLDER [--large]`: FOLDER holds
 * abt-buy and walmart-amazon; --large goes on to a million titles and takes hours.
 */
const NEIGHBOURS = 50
const COUNTS = [8_500, 17_000, 34_000]
const LARGE_COUNTS = [125_000, 250_000, 500_000, 1_000_000]
/** Titles whose neighbours are compared with those by measuring every title. */
const SAMPLED_TITLES = 50

const { values } = parseArgs({ options: { data: { type: 'string' }, large: { type: 'boolean' } } })
if (values.data === undefined) throw new Error('Give --data FOLDER with abt-buy and walmart-amazon in it')
const real = realTitles(values.data)
const cores = availableParallelism()
const rows: [string, string][] = []
for (const count of [...COUNTS, ...(values.large === true ? LARGE_COUNTS : [])]) await bench(count)
printTable(
  `Titles joined with themselves, ${NEIGHBOURS} of each, ${cores} threads; ${real.length} real ones, the others varied from them; ${load()}`,
  rows,
)

async function bench(count: number): Promise<void> {
  const titles = varyTitles(real, count)
  const read = await measured(() => fitAndVectorizeTitles(titles))
  const { vectors } = read.result
  const join = await measured(() => titleNeighbours(vectors, NEIGHBOURS, { cores }))
  // A tenth comes later.
  const old = Math.floor(count * 0.9)
  const known = firstOf(vectors, old)
  const before = await titleNeighbours(known, NEIGHBOURS, { cores })
  const added = await measured(() => titleNeighbours(vectors, NEIGHBOURS, { cores, known: before }))
  const memory = `${Math.round(process.resourceUsage().maxRSS / 1024)} MB at most so far`
  rows.push(
    [`${count}: read and weighed`, times(read)],
    [
      `${count}: joined`,
      `${times(join)}, recall@${NEIGHBOURS} ${recall(vectors, join.result, count)}, ${memory}`,
    ],
    [
      `${count}: the last tenth joined`,
      `${times(added)}, ${isSame(join.result, added.result) ? 'the same' : 'NOT THE SAME'}`,
    ],
  )
}

function firstOf(vectors: TitleVectors, count: number): TitleVectors {
  return { ...vectors, offsets: vectors.offsets.slice(0, count + 1) }
}

function isSame(a: Neighbours, b: Neighbours): boolean {
  return a.rows.every((row, place) => row === b.rows[place] && a.distances[place] === b.distances[place])
}

/** Against every title's similarity to some of them; a title at the same distance as an expected one counts. */
function recall(vectors: TitleVectors, found: Neighbours, count: number): string {
  let hits = 0
  let total = 0
  for (let sample = 0; sample < SAMPLED_TITLES; sample += 1) {
    const row = Math.floor((sample * count) / SAMPLED_TITLES)
    const nearest = Float64Array.from({ length: count }, (_, other) =>
      other === row ? 0 : (titleSimilarity(vectors, row, other) ?? 0),
    )
      .toSorted()
      .subarray(-NEIGHBOURS)
      .filter((similarity) => similarity > 0)
    const farthest = 1 - (nearest[0] ?? 1) + 1e-6
    const distances = found.distances.subarray(found.offsets[row], found.offsets[row + 1])
    hits += distances.filter((distance) => distance <= farthest).length
    total += nearest.length
  }
  return (hits / total).toFixed(4)
}
