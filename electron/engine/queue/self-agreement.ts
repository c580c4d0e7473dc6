import { pairKey } from '../review/settlement/pair-key.ts'
import type { ActionLog } from '../review/actions/action-log.ts'

/** How often a curator who was asked again, without being shown what they had said, said the same. */
export interface SelfAgreement {
  readonly repeats: number
  readonly agreed: number
}

/**
 * Compares every verdict that was given blind with the one that the same reviewer gave before it. Only whether they are
 * the same product counts.
 * @param blind ids of the actions that asked again
 */
export function selfAgreement(
  { actions }: Pick<ActionLog, 'actions'>,
  blind: readonly number[],
): SelfAgreement {
  const askedAgain = new Set(blind)
  // Of tens of thousands of verdicts only those on the few items that were asked of again are looked at.
  const items = new Set(blind.flatMap((id) => (actions.get(id)?.verdicts ?? []).map(({ itemA }) => itemA)))
  const last = new Map<string, boolean>()
  let repeats = 0
  let agreed = 0
  for (const action of actions.values()) {
    if (!action.inForce) continue
    for (const { itemA, itemB, together } of action.verdicts) {
      if (!items.has(itemA) && !items.has(itemB)) continue
      const key = `${action.reviewer} ${pairKey(itemA, itemB)}`
      const before = last.get(key)
      if (askedAgain.has(action.id) && before !== undefined) {
        repeats += 1
        if (before === together) agreed += 1
      }
      last.set(key, together)
    }
  }
  return { repeats, agreed }
}

/**
 * The share of answers that are right, if a person errs at random and both answers of a repeat are equally good: they
 * agree where both are right or both wrong, a = p^2 + (1 - p)^2.
 */
export function correctShare(agreement: number): number {
  return (1 + Math.sqrt(Math.max(0, 2 * agreement - 1))) / 2
}
