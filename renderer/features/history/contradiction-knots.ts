import type { Contradiction } from '../../../electron/contract/review.ts'

/** Contradictions that hang together, with the verdicts that undo them all. */
export interface Knot {
  readonly id: number
  readonly lookAgain: Contradiction['lookAgain']
  readonly exact: boolean
  /** What contradicts what. */
  readonly contradictions: readonly Contradiction[]
}

/** Contradictions by knot, in their order. */
export function knotsOf(contradictions: readonly Contradiction[]): Knot[] {
  return [...Map.groupBy(contradictions, ({ knot }) => knot)].flatMap(([id, [first, ...others]]): Knot[] =>
    first === undefined
      ? []
      : [
          {
            id,
            lookAgain: first.lookAgain,
            exact: first.exact,
            contradictions: [first, ...others],
          },
        ],
  )
}
