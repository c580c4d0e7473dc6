import fc from 'fast-check'
import { actionKind, type ActionKind } from '../../../contract/actions.ts'
import { builtInRelation, type Relation } from '../../../contract/relations.ts'
import type { LoggedAction } from '../../catalogue/action-repository.ts'
import { ActionLog } from '../actions/action-log.ts'
import type { DirectVerdict } from '../actions/direct-verdict.ts'
import type { RelationNames } from '../actions/relation-words.ts'

/** What a curator does in a test: verdicts on pairs, something without any, undo or redo. */
export interface Step {
  readonly reviewer: string
  readonly does: ActionKind | 'undo' | 'redo'
  readonly verdicts: readonly (readonly [number, number, Relation])[]
}

export function verdicts(reviewer: string, ...given: readonly (readonly [number, number, Relation])[]): Step {
  return { reviewer, does: 'verdict', verdicts: given }
}

export function step(reviewer: string, does: 'skip' | 'undo' | 'redo'): Step {
  return { reviewer, does, verdicts: [] }
}

/** What relations are called where nobody gave them a name: their ids in words. */
export const PLAIN_NAMES: RelationNames = {
  relation: (id) => (id === 'same-image' ? 'same picture' : id.replace('-', ' ')),
  axis: (id) => id,
}

/** The built-in relations, and one that a curator added. */
export function isTogether(relation: Relation): boolean {
  return ['same-product', 'same-image', 'same-design'].includes(relation)
}

/** Oldest first; verdict n is said by "reviewer n" at "time n". */
export function said(...given: readonly (readonly [number, number, Relation])[]): DirectVerdict[] {
  return given.map(([a, b, relation], place) => ({
    eventId: place + 1,
    actionId: place + 1,
    itemA: Math.min(a, b),
    itemB: Math.max(a, b),
    relation,
    together: isTogether(relation),
    variantAxis: null,
    reviewer: `reviewer ${place + 1}`,
    at: `time ${place + 1}`,
  }))
}

/** Writes the log as the engine does: an undo or redo of nothing is refused and leaves no action. */
export function logOf(steps: readonly Step[]): LoggedAction[] {
  const logged: LoggedAction[] = []
  const log = new ActionLog()
  let verdictId = 0
  for (const { reviewer, does, verdicts: given } of steps) {
    const target = does === 'undo' ? log.nextUndo(reviewer) : does === 'redo' ? log.nextRedo(reviewer) : null
    if ((does === 'undo' || does === 'redo') && target === null) continue
    const id = logged.length + 1
    const pairs = does === 'verdict' ? given : []
    const action: LoggedAction = {
      id,
      kind: does,
      targetActionId: target,
      groupId: 1,
      shown: [1, 2],
      itemId: null,
      around: null,
      hasNote: false,
      blind: false,
      reviewer,
      at: new Date(Date.UTC(2026, 0, 1) + id * 1000).toISOString(),
      verdicts: pairs.map(([itemA, itemB, relation]) => ({
        id: (verdictId += 1),
        actionId: id,
        itemA,
        itemB,
        relation,
        together: isTogether(relation),
        variantAxis: null,
      })),
    }
    logged.push(action)
    log.append([action])
  }
  return logged
}

const ITEMS = 9

const arbitraryPair = fc
  .tuple(fc.integer({ min: 1, max: ITEMS }), fc.integer({ min: 1, max: ITEMS - 1 }))
  .map(([a, b]): readonly [number, number] => [a, b < a ? b : b + 1])

export const arbitraryVerdict = fc
  .tuple(arbitraryPair, fc.constantFrom<Relation>('same-product', 'same-design', ...builtInRelation.options))
  .map(([[a, b], relation]): readonly [number, number, Relation] => [a, b, relation])

const kinds = actionKind.options.filter((kind) => kind !== 'verdict')

/** Steps of two curators over nine items: few enough that verdicts meet and conflict. */
export const arbitrarySteps = fc.array(
  fc.record<Step>({
    reviewer: fc.constantFrom('Ada', 'Ben'),
    does: fc.oneof(
      { weight: 3, arbitrary: fc.constant('verdict' as const) },
      { weight: 1, arbitrary: fc.constantFrom(...kinds) },
      { weight: 3, arbitrary: fc.constantFrom('undo' as const, 'undo' as const, 'redo' as const) },
    ),
    verdicts: fc.array(arbitraryVerdict, { minLength: 1, maxLength: 4 }),
  }),
  { maxLength: 40 },
)
