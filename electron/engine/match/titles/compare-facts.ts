import { colourOf } from './colour-words.ts'
import { exclusiveWords } from './compare-words.ts'
import { type Quantity, sameQuantity } from './quantity.ts'
import { sizeOf } from './size-words.ts'
import { FACT_KINDS, type FactKind, type TitleFacts } from './title-facts.ts'

/**
 * missing: at least one title says nothing of the kind, which is not the same as different. equal: both say the same.
 * overlap: they share a value and one says more. different: they share none, or each has one the other has not. Of
 * quantities only those are held against each other that measure the same: a weight does not contradict a length.
 */
export type FactAgreement = 'missing' | 'equal' | 'overlap' | 'different'

export type FactAgreements = Readonly<Record<FactKind, FactAgreement>>

export interface FactConflict {
  /** word: words that neither a number nor a unit nor another kind explains */
  readonly kind: FactKind | 'word'
  /** Values that only the first and only the second title states. */
  readonly onlyA: readonly string[]
  readonly onlyB: readonly string[]
}

type Exclusive = Pick<FactConflict, 'onlyA' | 'onlyB'>

export function compareFacts(a: TitleFacts, b: TitleFacts): FactAgreements {
  return {
    quantity: compareQuantities(a.quantities, b.quantities),
    pack: compareValues(a.pack, b.pack),
    number: compareValues(a.number, b.number),
    model: compareValues(a.model, b.model),
    colour: compareValues(a.colour, b.colour),
    size: compareValues(a.size, b.size),
  }
}

/** The kinds in which two titles differ, with what each says; last the words that they set against each other, if any. */
export function factConflicts(a: TitleFacts, b: TitleFacts): FactConflict[] {
  const agreements = compareFacts(a, b)
  const conflicts = FACT_KINDS.filter((kind) => agreements[kind] === 'different').map(
    (kind): FactConflict => ({
      kind,
      ...(kind === 'quantity'
        ? contraryQuantities(a.quantities, b.quantities)
        : exclusiveValues(a[kind], b[kind])),
    }),
  )
  const said = new Set(conflicts.flatMap(({ onlyA, onlyB }) => [...onlyA, ...onlyB]))
  const isNews = (word: string): boolean => !said.has(colourOf(word) ?? sizeOf(word) ?? word)
  const words = exclusiveWords(a.words, b.words)
  const onlyA = words.onlyA.filter(isNews)
  const onlyB = words.onlyB.filter(isNews)
  return onlyA.length > 0 && onlyB.length > 0 ? [...conflicts, { kind: 'word', onlyA, onlyB }] : conflicts
}

function compareQuantities(a: readonly Quantity[], b: readonly Quantity[]): FactAgreement {
  if (a.length === 0 || b.length === 0) return 'missing'
  const [onlyA, onlyB] = [notAmong(a, b), notAmong(b, a)]
  if (onlyA.some((quantity) => hasShape(onlyB, quantity))) return 'different'
  if (onlyA.length === 0 && onlyB.length === 0) return 'equal'
  // They share none, and measure nothing in common.
  return onlyA.length === a.length ? 'missing' : 'overlap'
}

/** Quantities that only one of two titles states, of what both do. */
function contraryQuantities(a: readonly Quantity[], b: readonly Quantity[]): Exclusive {
  const [onlyA, onlyB] = [notAmong(a, b), notAmong(b, a)]
  const contrary = (values: readonly Quantity[], others: readonly Quantity[]): string[] =>
    values.filter((quantity) => hasShape(others, quantity)).map(({ text }) => text)
  return { onlyA: contrary(onlyA, onlyB), onlyB: contrary(onlyB, onlyA) }
}

function notAmong(values: readonly Quantity[], others: readonly Quantity[]): Quantity[] {
  return values.filter((value) => !others.some((other) => sameQuantity(value, other)))
}

function hasShape(quantities: readonly Quantity[], { shape }: Quantity): boolean {
  return quantities.some((quantity) => quantity.shape === shape)
}

function exclusiveValues(a: readonly string[], b: readonly string[]): Exclusive {
  return { onlyA: a.filter((value) => !b.includes(value)), onlyB: b.filter((value) => !a.includes(value)) }
}

function compareValues(a: readonly string[], b: readonly string[]): FactAgreement {
  if (a.length === 0 || b.length === 0) return 'missing'
  let shared = 0
  for (const value of a) if (b.includes(value)) shared += 1
  if (shared === a.length && shared === b.length) return 'equal'
  return shared > 0 && (shared === a.length || shared === b.length) ? 'overlap' : 'different'
}
