import { partsOf, type TitleVectors } from './title-vectors.ts'

/** Titles in a block at most: their numbers fit into 16 bits, and their similarities into a core's cache. */
export const BLOCK_TITLES = 65_536
/** Terms that may be left unread, the commonest: their ranks fit into 16 bits. */
export const RANKED_TERMS = 65_536
/** Terms are held to be of one level of frequency when their frequencies have as many binary digits. */
const LEVELS = 17

/**
 * A block of titles turned around: for each term the titles that hold it; in memory that threads can share. An entry is two
 * numbers of 16 bits in one, so that one read brings both; the lower is a weight in parts.
 */
export interface TitlePostings {
  /** Row of the block's first title */
  readonly firstRow: number
  /** Titles in the block, 65,536 at most */
  readonly rowCount: number
  /** uint32 [terms + 1] */
  readonly offsets: Uint32Array
  /** int32, by term: titles, numbered from the block's first one, with the weights that they give the term */
  readonly entries: Int32Array
  /** float32 [terms]: largest weight of the term in the block */
  readonly maximumWeights: Float32Array
  /** uint32 [terms]: 0 for the term that most titles hold, 1 for the next ... */
  readonly ranks: Uint32Array
  /** uint32 [rowCount + 1] */
  readonly rowOffsets: Uint32Array
  /** int32, by title: the ranks of its ranked terms with their weights, commonest first */
  readonly rowEntries: Int32Array
  /**
   * float32 [17 * rowCount]: by level l and title, the length of its part whose terms at least 2^l titles of the block
   * hold
   */
  readonly commonLengths: Float32Array
  /** float32 [17]: by level, the largest of these lengths */
  readonly maximumCommonLengths: Float32Array
}

/** Turns the titles from `firstRow` up to `endRow` around. Terms of no weight are left out. */
export function titlePostings(vectors: TitleVectors, firstRow: number, endRow: number): TitlePostings {
  const { terms, weights, termCount } = vectors
  const start = vectors.offsets[firstRow] ?? 0
  const end = vectors.offsets[endRow] ?? 0
  const rowCount = endRow - firstRow
  const offsets = new Uint32Array(new SharedArrayBuffer((termCount + 1) * 4))
  for (let place = start; place < end; place += 1) {
    const term = terms[place] ?? 0
    if ((weights[place] ?? 0) > 0) offsets[term + 1] = (offsets[term + 1] ?? 0) + 1
  }
  addUp(offsets)
  const postings: TitlePostings = {
    firstRow,
    rowCount,
    offsets,
    entries: new Int32Array(new SharedArrayBuffer((end - start) * 4)),
    maximumWeights: new Float32Array(new SharedArrayBuffer(termCount * 4)),
    ranks: new Uint32Array(new SharedArrayBuffer(termCount * 4)),
    rowOffsets: new Uint32Array(new SharedArrayBuffer((rowCount + 1) * 4)),
    rowEntries: new Int32Array(new SharedArrayBuffer((end - start) * 4)),
    commonLengths: new Float32Array(new SharedArrayBuffer(LEVELS * rowCount * 4)),
    maximumCommonLengths: new Float32Array(new SharedArrayBuffer(LEVELS * 4)),
  }
  fillPostings(postings, vectors)
  fillRows(postings)
  addUpFromCommonest(postings)
  return postings
}

/** Binary digits of a frequency less one: 0 for 1, 1 for 2 and 3, 2 for 4 to 7. */
export function frequencyLevel(frequency: number): number {
  return 31 - Math.clz32(frequency)
}

function addUp(offsets: Uint32Array): void {
  for (let place = 1; place < offsets.length; place += 1) {
    offsets[place] = (offsets[place] ?? 0) + (offsets[place - 1] ?? 0)
  }
}

function fillPostings(postings: TitlePostings, vectors: TitleVectors): void {
  const { firstRow, rowCount, offsets, commonLengths } = postings
  const next = offsets.slice()
  for (let row = 0; row < rowCount; row += 1) {
    const rowEnd = vectors.offsets[firstRow + row + 1] ?? 0
    for (let place = vectors.offsets[firstRow + row] ?? 0; place < rowEnd; place += 1) {
      const weight = vectors.weights[place] ?? 0
      if (!(weight > 0)) continue
      const term = vectors.terms[place] ?? 0
      const posting = next[term] ?? 0
      next[term] = posting + 1
      postings.entries[posting] = (row << 16) | partsOf(weight)
      if (weight > (postings.maximumWeights[term] ?? 0)) postings.maximumWeights[term] = weight
      const level = frequencyLevel((offsets[term + 1] ?? 0) - (offsets[term] ?? 0))
      // Squares of each level for now.
      commonLengths[level * rowCount + row] = (commonLengths[level * rowCount + row] ?? 0) + weight * weight
    }
  }
}

/** Turns the entries back, from the commonest term on: so each title's come in the order of their ranks. */
function fillRows({ offsets, entries, ranks, rowOffsets, rowEntries }: TitlePostings): void {
  const frequency = (term: number): number => (offsets[term + 1] ?? 0) - (offsets[term] ?? 0)
  // Frequency and number in one, so that the sort needs no comparison function.
  const keys = Float64Array.from(ranks, (_, term) => -frequency(term) * ranks.length + term).sort()
  const ranked = Array.from(
    keys.subarray(0, RANKED_TERMS),
    (key) => ((key % ranks.length) + ranks.length) % ranks.length,
  )
  keys.forEach((key, rank) => {
    ranks[((key % ranks.length) + ranks.length) % ranks.length] = rank
  })
  for (const term of ranked) {
    for (let place = offsets[term] ?? 0; place < (offsets[term + 1] ?? 0); place += 1) {
      const row = (entries[place] ?? 0) >>> 16
      rowOffsets[row + 1] = (rowOffsets[row + 1] ?? 0) + 1
    }
  }
  addUp(rowOffsets)
  const next = rowOffsets.slice()
  for (const [rank, term] of ranked.entries()) {
    for (let place = offsets[term] ?? 0; place < (offsets[term + 1] ?? 0); place += 1) {
      const entry = entries[place] ?? 0
      const at = next[entry >>> 16] ?? 0
      rowEntries[at] = (rank << 16) | (entry & 0xffff)
      next[entry >>> 16] = at + 1
    }
  }
}

function addUpFromCommonest({ rowCount, commonLengths, maximumCommonLengths }: TitlePostings): void {
  for (let row = 0; row < rowCount; row += 1) {
    let squares = 0
    for (let level = LEVELS - 1; level >= 0; level -= 1) {
      squares += commonLengths[level * rowCount + row] ?? 0
      const length = Math.sqrt(squares)
      commonLengths[level * rowCount + row] = length
      if (length > (maximumCommonLengths[level] ?? 0)) maximumCommonLengths[level] = length
    }
  }
}
