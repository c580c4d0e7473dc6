import { Pace, type WorkOptions } from '../../vector-index/pace.ts'
import type { TitleTerms } from './title-terms.ts'

/** The terms of every title with how often each occurs, in compressed rows. */
export interface TermRows {
  /** uint32 [titles + 1] */
  readonly offsets: Uint32Array
  /** uint32: term numbers, ascending within a row */
  readonly terms: Uint32Array
  /** uint16, beside `terms` */
  readonly counts: Uint16Array
}

/** Reads titles into terms, each title once. @throws the signal's reason when cancelled */
export async function readTermRows(
  titles: readonly (string | null)[],
  terms: TitleTerms,
  options: WorkOptions = {},
): Promise<TermRows> {
  const offsets = new Uint32Array(titles.length + 1)
  let found = new Uint32Array(1024)
  let counts = new Uint16Array(1024)
  let countOf = new Uint16Array(1024)
  let length = 0
  const pace = new Pace(titles.length, options)
  for (const [row, title] of titles.entries()) {
    const words = terms.read(title)
    const most = words.reduce((sum, word) => sum + word.length, length)
    if (countOf.length < terms.count) countOf = new Uint16Array(2 * terms.count)
    if (found.length < most) {
      const size = 2 * most
      found = enlarge(found, new Uint32Array(size))
      counts = enlarge(counts, new Uint16Array(size))
    }
    const start = length
    for (const word of words) {
      for (const term of word) {
        if (countOf[term] === 0) found[length++] = term
        countOf[term] = (countOf[term] ?? 0) + 1
      }
    }
    found.subarray(start, length).sort()
    for (let place = start; place < length; place += 1) {
      const term = found[place] ?? 0
      counts[place] = countOf[term] ?? 0
      countOf[term] = 0
    }
    offsets[row + 1] = length
    if (pace.due()) await pace.rest(row)
  }
  pace.finish()
  return { offsets, terms: found.slice(0, length), counts: counts.slice(0, length) }
}

function enlarge<Values extends { set(from: Values): void }>(values: Values, larger: Values): Values {
  larger.set(values)
  return larger
}
