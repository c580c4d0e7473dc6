import type { Action, ActionKind } from '../../../contract/actions.ts'
import type { DirectVerdict } from './direct-verdict.ts'

/** One thing that a curator did at once and takes back as a whole. */
export interface FoldedAction {
  readonly id: number
  readonly kind: ActionKind
  readonly groupId: number
  /** The members that were on screen, the case's representative first. */
  readonly shown: readonly number[]
  /** Listings that were in a group with one on screen then; null: nobody noted it. */
  readonly around: readonly number[] | null
  /** The listing that it is about besides the case, if any. */
  readonly item: number | null
  /** The note that this note takes the place of. */
  readonly replaces: number | null
  /** It comes with a text. */
  readonly hasNote: boolean
  readonly reviewer: string
  /** ISO 8601, UTC. */
  readonly at: string
  /** In the order they were given; empty where nothing was said of pairs. */
  readonly verdicts: readonly DirectVerdict[]
  /** Of how many pairs it says what. */
  readonly said: Action['said']
  /** False while it is undone. */
  readonly inForce: boolean
}

/** Verdicts counted by relation and axis. A rule has so many that nobody counts them again for every look at a case. */
export function countSaid(
  verdicts: readonly Pick<DirectVerdict, 'relation' | 'variantAxis'>[],
): Action['said'] {
  const said = new Map<string, Action['said'][number]>()
  for (const { relation, variantAxis } of verdicts) {
    const key = `${relation} ${variantAxis ?? ''}`
    const counted = said.get(key)
    if (counted === undefined) said.set(key, { relation, variantAxis, pairs: 1 })
    else counted.pairs += 1
  }
  return [...said.values()]
}
