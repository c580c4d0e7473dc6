import { colourOf } from './colour-words.ts'
import { exclusiveWords } from './compare-words.ts'
import { FACT_KINDS, type FactKind, type TitleFacts } from './title-facts.ts'

/**
 * missing: at least one title says nothing of the kind, which is not the same as different. equal: both say the same.
 * overlap: they share a value and one says more. different: they share none, or each has one the other has not.
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

export function compareFacts(a: TitleFacts, b: TitleFacts): FactAgreements {
  return {
    quantity: compareValues(a.quantity, b.quantity),
    pack: compareValues(a.pack, b.pack),
    number: compareValues(a.number, b.number),
    model: compareValues(a.model, b.model),
    colour: compareValues(a.colour, b.colour),
    size: compareValues(a.size, b.size),
  }
}

/** The kinds in which two titles differ, with what each says; last the words that they set against each other, if any. */
export function factConflicts(a: TitleFacts, b: TitleFacts): FactConflict[] {
  const conflicts = FACT_KINDS.filter((kind) => compareValues(a[kind], b[kind]) === 'different').map(
    (kind): FactConflict => ({
      kind,
      onlyA: a[kind].filter((value) => !b[kind].includes(value)),
      onlyB: b[kind].filter((value) => !a[kind].includes(value)),
    }),
  )
  const said = new Set(conflicts.flatMap(({ onlyA, onlyB }) => [...onlyA, ...onlyB]))
  const isNews = (word: string): boolean => !said.has(colourOf(word) ?? word)
  const words = exclusiveWords(a.words, b.words)
  const onlyA = words.onlyA.filter(isNews)
  const onlyB = words.onlyB.filter(isNews)
  return onlyA.length > 0 && onlyB.length > 0 ? [...conflicts, { kind: 'word', onlyA, onlyB }] : conflicts
}

function compareValues(a: readonly string[], b: readonly string[]): FactAgreement {
  if (a.length === 0 || b.length === 0) return 'missing'
  let shared = 0
  for (const value of a) if (b.includes(value)) shared += 1
  if (shared === a.length && shared === b.length) return 'equal'
  return shared > 0 && (shared === a.length || shared === b.length) ? 'overlap' : 'different'
}
