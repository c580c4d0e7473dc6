import fc from 'fast-check'
import type { Relation } from '../../contract/relations.ts'
import { foldVerdicts, nextRedo, nextUndo, NOTHING_FOLDED, type FoldedVerdicts } from './fold-verdicts.ts'
import type { VerdictEvent } from './verdict-event.ts'

/** What a curator does in a test: verdicts on pairs, a skip (no pairs), undo or redo. */
export interface Step {
  readonly reviewer: string
  readonly does: 'verdict' | 'skip' | 'undo' | 'redo'
  readonly verdicts: readonly (readonly [number, number, Relation])[]
}

export function verdicts(reviewer: string, ...given: readonly (readonly [number, number, Relation])[]): Step {
  return { reviewer, does: 'verdict', verdicts: given }
}

export function step(reviewer: string, does: 'skip' | 'undo' | 'redo'): Step {
  return { reviewer, does, verdicts: [] }
}

/** Writes the log as the engine does: an undo or redo of nothing is refused and leaves no event. */
export function logOf(steps: readonly Step[]): VerdictEvent[] {
  const log: VerdictEvent[] = []
  let folded: FoldedVerdicts = NOTHING_FOLDED
  let actionId = 0
  for (const { reviewer, does, verdicts: given } of steps) {
    const targetActionId =
      does === 'undo' ? nextUndo(folded, reviewer) : does === 'redo' ? nextRedo(folded, reviewer) : null
    if ((does === 'undo' || does === 'redo') && targetActionId === null) continue
    actionId += 1
    const rows = does === 'verdict' ? given : [[null, null, null] as const]
    const events = rows.map(([itemA, itemB, relation], place): VerdictEvent => {
      const id = log.length + 1 + place
      const at = new Date(Date.UTC(2026, 0, 1) + id * 1000).toISOString()
      return {
        id,
        actionId,
        kind: does,
        itemA,
        itemB,
        relation,
        variantAxis: null,
        reviewer,
        at,
        targetActionId,
      }
    })
    log.push(...events)
    folded = foldVerdicts(events, folded)
  }
  return log
}

const ITEMS = 9

const arbitraryPair = fc
  .tuple(fc.integer({ min: 1, max: ITEMS }), fc.integer({ min: 1, max: ITEMS - 1 }))
  .map(([a, b]): readonly [number, number] => [a, b < a ? b : b + 1])

export const arbitraryVerdict = fc
  .tuple(
    arbitraryPair,
    fc.constantFrom<Relation>(
      'same-product',
      'same-product',
      'same-image',
      'variant',
      'related',
      'different',
    ),
  )
  .map(([[a, b], relation]): readonly [number, number, Relation] => [a, b, relation])

/** Steps of two curators over nine items: few enough that verdicts meet and conflict. */
export const arbitrarySteps = fc.array(
  fc.record<Step>({
    reviewer: fc.constantFrom('Ada', 'Ben'),
    does: fc.constantFrom('verdict', 'verdict', 'verdict', 'skip', 'undo', 'undo', 'redo'),
    verdicts: fc.array(arbitraryVerdict, { minLength: 1, maxLength: 4 }),
  }),
  { maxLength: 40 },
)
