import type { TitleVectors } from '../match/title-neighbours/title-vectors.ts'

/** Titles turned around: for each term the titles that hold it, with its weight in each. */
export interface TermPostings {
  /** uint32 [terms + 1] */
  readonly offsets: Uint32Array
  /** uint32: titles, ascending within a term */
  readonly rows: Uint32Array
  /** float32, beside `rows` */
  readonly weights: Float32Array
}

export function termPostings(vectors: TitleVectors): TermPostings {
  const { terms, weights, termCount } = vectors
  const offsets = new Uint32Array(termCount + 1)
  for (const term of terms) offsets[term + 1] = (offsets[term + 1] ?? 0) + 1
  for (let term = 0; term < termCount; term += 1)
    offsets[term + 1] = (offsets[term + 1] ?? 0) + (offsets[term] ?? 0)
  const next = offsets.slice()
  const rows = new Uint32Array(terms.length)
  const turned = new Float32Array(terms.length)
  for (let row = 0; row + 1 < vectors.offsets.length; row += 1) {
    const end = vectors.offsets[row + 1] ?? 0
    for (let place = vectors.offsets[row] ?? 0; place < end; place += 1) {
      const term = terms[place] ?? 0
      const posting = next[term] ?? 0
      next[term] = posting + 1
      rows[posting] = row
      turned[posting] = weights[place] ?? 0
    }
  }
  return { offsets, rows, weights: turned }
}
