import type { SameAmount } from '../../../contract/evidence.ts'
import { parseQuantity, sameQuantity, type Quantity } from './quantity.ts'
import { parseTitle } from './title-tokens.ts'
import { PACK, plainNumber } from './units.ts'

/** A stretch of a title that says how much it is of something. */
interface Stretch {
  readonly text: string
  /** How many of the quantity, or how many pieces. */
  readonly count: number
  /** null: pieces alone. */
  readonly quantity: Quantity | null
}

/** "pack of 6", "2 x 500 ml" and "1 000 ml" are at most so many words. */
const LONGEST_STRETCH_WORDS = 4

/**
 * What two titles say of one amount in other words: "2x500 ml" against "1 l". First stretch against stretch, then what is
 * left of a title as a whole, "500 ml, pack of 2".
 */
export function sameAmounts(titleA: string, titleB: string): SameAmount[] {
  let [ours, theirs] = [stretchesOf(titleA), stretchesOf(titleB)]
  const found: SameAmount[] = []
  for (const one of ours) {
    const other = theirs.find((candidate) => isSame(one, candidate))
    if (other === undefined) continue
    theirs = theirs.filter((candidate) => candidate !== other)
    ours = ours.filter((candidate) => candidate !== one)
    if (plain(one.text) !== plain(other.text)) found.push(tell([one], [other], one))
  }
  const [wholeA, wholeB] = [wholeOf(ours), wholeOf(theirs)]
  if (wholeA !== null && wholeB !== null && isSame(wholeA, wholeB)) found.push(tell(ours, theirs, wholeA))
  return found
}

function tell(a: readonly Stretch[], b: readonly Stretch[], { count, quantity }: Stretch): SameAmount {
  const amount = quantity?.amounts.length === 1 ? (quantity.amounts[0] ?? 0) * count : null
  return {
    a: a.map(({ text }) => text),
    b: b.map(({ text }) => text),
    amount: amount === null || quantity === null ? null : Number(plainNumber(amount)),
    unit: amount === null || quantity === null ? null : quantity.shape.replace('#', ''),
  }
}

function isSame(one: Stretch, other: Stretch): boolean {
  if (one.quantity === null || other.quantity === null)
    return one.quantity === other.quantity && one.count === other.count
  return sameQuantity(totalOf(one.quantity, one.count), totalOf(other.quantity, other.count))
}

/** Two of 500 ml are 1000 ml; of lengths there is no sum. */
function totalOf(quantity: Quantity, count: number): Quantity {
  const [amount] = quantity.amounts
  if (count === 1 || amount === undefined || quantity.amounts.length > 1) return quantity
  return parseQuantity(quantity.shape.replace('#', plainNumber(amount * count)))
}

/** All stretches of a title as one amount; null where they are not counts of one quantity. */
function wholeOf(stretches: readonly Stretch[]): Stretch | null {
  const quantities = stretches.flatMap(({ quantity }) => quantity ?? [])
  const [quantity] = quantities
  if (quantity === undefined || quantities.length > 1) return null
  const count = stretches.reduce((product, stretch) => product * stretch.count, 1)
  return { text: '', count, quantity }
}

function plain(text: string): string {
  return text.toLowerCase().replace(/\s/gu, '')
}

/** The longest stretches of words that say nothing but counts and quantities. */
function stretchesOf(title: string): Stretch[] {
  const words = [...title.matchAll(/[^\s,;()]+/gu)]
  const found: Stretch[] = []
  for (let place = 0; place < words.length; place += 1) {
    for (let length = Math.min(LONGEST_STRETCH_WORDS, words.length - place); length > 0; length -= 1) {
      const [first, last] = [words[place], words[place + length - 1]]
      if (first === undefined || last === undefined) continue
      const text = title.slice(first.index, last.index + last[0].length)
      const stretch = /\d/u.test(text) ? readStretch(text) : null
      if (stretch === null) continue
      found.push(stretch)
      place += length - 1
      break
    }
  }
  return found
}

function readStretch(text: string): Stretch | null {
  const tokens = parseTitle(text)
  const quantities = tokens.filter(({ kind }) => kind === 'quantity')
  const packs = tokens.filter(({ kind }) => kind === 'pack')
  const [quantity] = quantities
  if (tokens.length === 0 || quantities.length > 1 || packs.length > 1) return null
  if (quantities.length + packs.length < tokens.length) return null
  const count = packs.reduce((product, pack) => product * Number(pack.text.replace(PACK, '')), 1)
  return Number.isFinite(count) && count > 0
    ? { text, count, quantity: quantity === undefined ? null : parseQuantity(quantity.text) }
    : null
}
