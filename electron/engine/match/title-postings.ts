import type { TitleVectors } from './title-vectors.ts'

/** Titles in a block at most: their numbers fit into 16 bits, and their similarities into a core's cache. */
export const BLOCK_TITLES = 65_536
/** Weights are kept as whole numbers of this many parts, rounded up. */
export const WEIGHT_PARTS = 255
/** Terms are held to be of one level of frequency when their frequencies have as many binary digits. */
const LEVELS = 17

/** A block of titles turned around: for each term the titles that hold it; in memory that threads can share. */
export interface TitlePostings {
  /** Row of the block's first title */
  readonly firstRow: number
  /** Titles in the block, 65,536 at most */
  readonly rowCount: number
  /** uint32 [terms + 1] */
  readonly offsets: Uint32Array
  /** uint16: titles, numbered from the block's first one */
  readonly rows: Uint16Array
  /** uint8, beside `rows`: 255ths, rounded up, so that what they add up to is never too little */
  readonly weights: Uint8Array
  /** uint8 [terms]: largest weight of the term in the block */
  readonly maximumWeights: Uint8Array
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
  const postings: TitlePostings = {
    firstRow,
    rowCount,
    offsets: new Uint32Array(new SharedArrayBuffer((termCount + 1) * 4)),
    rows: new Uint16Array(new SharedArrayBuffer((end - start) * 2)),
    weights: new Uint8Array(new SharedArrayBuffer(end - start)),
    maximumWeights: new Uint8Array(new SharedArrayBuffer(termCount)),
    commonLengths: new Float32Array(new SharedArrayBuffer(LEVELS * rowCount * 4)),
    maximumCommonLengths: new Float32Array(new SharedArrayBuffer(LEVELS * 4)),
  }
  const { offsets } = postings
  for (let place = start; place < end; place += 1) {
    const term = terms[place] ?? 0
    if ((weights[place] ?? 0) > 0) offsets[term + 1] = (offsets[term + 1] ?? 0) + 1
  }
  for (let term = 0; term < termCount; term += 1) {
    offsets[term + 1] = (offsets[term + 1] ?? 0) + (offsets[term] ?? 0)
  }
  fillPostings(postings, vectors)
  addUpFromCommonest(postings)
  return postings
}

/** Binary digits of a frequency less one: 0 for 1, 1 for 2 and 3, 2 for 4 to 7. */
export function frequencyLevel(frequency: number): number {
  return 31 - Math.clz32(frequency)
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
      const parts = Math.ceil(weight * WEIGHT_PARTS)
      next[term] = posting + 1
      postings.rows[posting] = row
      postings.weights[posting] = parts
      if (parts > (postings.maximumWeights[term] ?? 0)) postings.maximumWeights[term] = parts
      const level = frequencyLevel((offsets[term + 1] ?? 0) - (offsets[term] ?? 0))
      // Squares of each level for now.
      commonLengths[level * rowCount + row] = (commonLengths[level * rowCount + row] ?? 0) + weight * weight
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
