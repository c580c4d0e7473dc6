import { FACT_KINDS, type FactKind, type TitleFacts } from './title-facts.ts'

/**
 * missing: at least one title says nothing of the kind, which is not the same as different. equal: both say the same.
 * overlap: they share a value and one says more. different: they share none, or each has one the other has not.
 */
export type FactAgreement = 'missing' | 'equal' | 'overlap' | 'different'

export type FactAgreements = Readonly<Record<FactKind, FactAgreement>>

export interface FactConflict {
  readonly kind: FactKind
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

/** The kinds in which two titles differ, with what each says. */
export function factConflicts(a: TitleFacts, b: TitleFacts): FactConflict[] {
  return FACT_KINDS.filter((kind) => compareValues(a[kind], b[kind]) === 'different').map((kind) => ({
    kind,
    onlyA: a[kind].filter((value) => !b[kind].includes(value)),
    onlyB: b[kind].filter((value) => !a[kind].includes(value)),
  }))
}

function compareValues(a: readonly string[], b: readonly string[]): FactAgreement {
  if (a.length === 0 || b.length === 0) return 'missing'
  let shared = 0
  for (const value of a) if (b.includes(value)) shared += 1
  if (shared === a.length && shared === b.length) return 'equal'
  return shared > 0 && (shared === a.length || shared === b.length) ? 'overlap' : 'different'
}
