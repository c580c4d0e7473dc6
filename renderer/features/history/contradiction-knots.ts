import type { InferContractRouterOutputs } from '@orpc/contract'
import type { Contract } from '../../../electron/contract/index.ts'

type Contradiction = InferContractRouterOutputs<Contract>['review']['contradictions'][number]

/** Contradictions that hang together, with the verdicts that undo them all. */
export interface Knot {
  readonly id: number
  readonly lookAgain: Contradiction['lookAgain']
  readonly exact: boolean
  /** What contradicts what, in words. */
  readonly words: readonly string[]
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
            words: [first, ...others].map(({ words }) => words),
          },
        ],
  )
}
