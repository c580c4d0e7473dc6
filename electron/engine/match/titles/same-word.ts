import { popcount32 } from '../../vector-index/popcount.ts'
import { withinEdits } from './within-edits.ts'

/** Shorter words have too many neighbours to be taken for each other's typing errors. */
const ONE_EDIT_LETTERS = 4
const TWO_EDITS_LETTERS = 7
/** "for." for "forest", "chrono" for "chronograph". */
const PREFIX_LETTERS = 3
const VOWEL = /[aeiou]/u

/**
 * Which letters a word has, one bit each (letters 32 code units apart share one). One edit changes two bits at most, so
 * words whose masks differ in more need no comparison letter by letter.
 */
export function letterMask(word: string): number {
  let mask = 0
  for (let place = 0; place < word.length; place += 1) mask |= 1 << (word.charCodeAt(place) & 31)
  return mask
}

/**
 * Whether two folded words are one as sellers spell it: equal, a typing error apart (two letters swapped; one edit from
 * 4 letters, two from 7), one cut short ("for." for "forest", "w/" for "with") or written without its vowels ("shs" for
 * "shoes").
 * @param maskA,maskB their letterMask
 */
export function sameWord(a: string, b: string, maskA: number, maskB: number): boolean {
  if (maskA === maskB && a === b) return true
  const [short, long] = a.length <= b.length ? [a, b] : [b, a]
  const edits = long.length < ONE_EDIT_LETTERS ? 0 : short.length < TWO_EDITS_LETTERS ? 1 : 2
  if (long.length - short.length <= edits && popcount32(maskA ^ maskB) <= 2 * edits) {
    if (withinEdits(short, long, edits)) return true
    // "jma" for "jam": a swap keeps the letters.
    if (maskA === maskB && short.length === long.length && withinEdits(short, long, 1)) return true
  }
  if (short[0] !== long[0]) return false
  if ((short.length >= PREFIX_LETTERS || short.length === 1) && long.startsWith(short)) return true
  return isSkeleton(short, long)
}

/** Whether a shorter word keeps the first letter, the last, and of the others some, but no vowel. */
function isSkeleton(short: string, long: string): boolean {
  if (short.length < 2 || short.length === long.length || short.at(-1) !== long.at(-1)) return false
  if (VOWEL.test(short.slice(1))) return false
  let found = 0
  for (let place = 0; place < long.length && found < short.length; place += 1) {
    if (long[place] === short[found]) found += 1
  }
  return found === short.length
}
