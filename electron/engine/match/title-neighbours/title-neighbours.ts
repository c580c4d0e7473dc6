import { extname } from 'node:path'
import { Worker } from 'node:worker_threads'
import { NearestLists } from '../../vector-index/nearest-lists.ts'
import type { Neighbours } from '../../vector-index/neighbours.ts'
import { Pace, type WorkOptions } from '../../vector-index/pace.ts'
import { CrewFailed, runCrew } from '../../vector-index/run-crew.ts'
import type { TitleJoinStart } from './title-join-start.ts'
import { TitleJoiner } from './title-joiner.ts'
import { BLOCK_TITLES, titlePostings } from './title-postings.ts'
import type { TitleVectors } from './title-vectors.ts'

/** Fewer are compared on the calling thread: starting others would take longer. */
const LEAST_TITLES_FOR_THREADS = 2_000
/** Titles that a thread compares between two reports. */
const TITLES_AT_ONCE = 250

export interface TitleNeighbourOptions extends WorkOptions {
  /** Neighbours of the first titles among themselves, by the same vectors and k; left out, there are none. */
  readonly known?: Neighbours | undefined
  /** Titles that are turned around at a time, 65,536 at most. */
  readonly blockTitles?: number | undefined
}

/** Some rows that are compared with the titles of one block. */
interface Part {
  readonly firstRow: number
  readonly endRow: number
  readonly blockStart: number
  readonly blockEnd: number
}

/**
 * The k nearest other titles of every title by cosine distance (0..1); none is missed, and the same vectors give the same
 * neighbours, however many threads find them and whether all at once or as the titles came. Titles that share no term are
 * never neighbours.
 * @param k neighbours for a title, at least 1
 * @throws the signal's reason when cancelled
 */
export async function titleNeighbours(
  vectors: TitleVectors,
  k: number,
  options: TitleNeighbourOptions = {},
): Promise<Neighbours> {
  const threads = vectors.offsets.length > LEAST_TITLES_FOR_THREADS ? (options.cores ?? 1) : 1
  try {
    return await joinAll(vectors, k, threads, options)
  } catch (error) {
    if (!(error instanceof CrewFailed)) throw error
    // Slower, but what a thread died of (its memory, most likely) may not happen here.
    return joinAll(vectors, k, 1, options)
  }
}

async function joinAll(
  vectors: TitleVectors,
  k: number,
  threads: number,
  { known, blockTitles = BLOCK_TITLES, signal, onProgress }: TitleNeighbourOptions,
): Promise<Neighbours> {
  const titleCount = vectors.offsets.length - 1
  const lists = NearestLists.shared(titleCount, k)
  const knownCount = known === undefined ? 0 : known.offsets.length - 1
  if (known !== undefined) lists.fill(known)
  const parts = divide(knownCount, titleCount, blockTitles)
  const total = parts.reduce((sum, { firstRow, endRow }) => sum + endRow - firstRow, 0)
  let before = 0
  for (const part of parts) {
    const started = before
    await joinPart(vectors, lists, part, threads, {
      signal,
      onProgress: (done) => onProgress?.(started + done, total),
    })
    before += part.endRow - part.firstRow
  }
  onProgress?.(total, total)
  return lists.toNeighbours()
}

/** New rows with all blocks, and the known ones with the blocks of new rows. */
function divide(knownCount: number, titleCount: number, blockTitles: number): Part[] {
  const blocks = (from: number): { blockStart: number; blockEnd: number }[] =>
    Array.from({ length: Math.ceil((titleCount - from) / blockTitles) }, (_, n) => ({
      blockStart: from + n * blockTitles,
      blockEnd: Math.min(from + (n + 1) * blockTitles, titleCount),
    }))
  return [
    ...(knownCount < titleCount ? blocks(0) : []).map((block) => ({
      ...block,
      firstRow: knownCount,
      endRow: titleCount,
    })),
    ...(knownCount > 0 ? blocks(knownCount) : []).map((block) => ({
      ...block,
      firstRow: 0,
      endRow: knownCount,
    })),
  ]
}

async function joinPart(
  vectors: TitleVectors,
  lists: NearestLists,
  { firstRow, endRow, blockStart, blockEnd }: Part,
  threads: number,
  options: WorkOptions,
): Promise<void> {
  const postings = titlePostings(vectors, blockStart, blockEnd)
  if (threads > 1) {
    const workerData: TitleJoinStart = { vectors, postings, lists: lists.memory, firstRow }
    const file = new URL(`./title-join.worker${extname(import.meta.url)}`, import.meta.url)
    const start = (): Worker => new Worker(file, { workerData })
    const work = { start, workers: threads, tasks: endRow - firstRow, tasksAtOnce: TITLES_AT_ONCE }
    await runCrew(work, options)
    return
  }
  const joiner = new TitleJoiner(vectors, postings, lists)
  const pace = new Pace(endRow - firstRow, options)
  for (let row = firstRow; row < endRow; row += 1) {
    joiner.join(row)
    if (pace.due()) await pace.rest(row - firstRow)
  }
}
