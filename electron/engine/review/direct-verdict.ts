import type { Relation } from '../../contract/relations.ts'
import type { VerdictEvent } from './verdict-event.ts'

/** What a curator said of this very pair. */
export interface DirectVerdict {
  readonly eventId: number
  readonly actionId: number
  /** The smaller of the two item ids. */
  readonly itemA: number
  readonly itemB: number
  readonly relation: Relation
  readonly variantAxis: string | null
  readonly reviewer: string
  /** ISO 8601, UTC. */
  readonly at: string
}

/**
 * The verdict that an event of kind `verdict` carries, smaller item id first.
 * @throws RangeError when it does not name two different items and a relation
 */
export function directVerdict(event: VerdictEvent): DirectVerdict {
  const { itemA, itemB, relation } = event
  if (itemA === null || itemB === null || relation === null || itemA === itemB) {
    throw new RangeError(
      `Expected two different items and a relation in verdict event ${event.id} ` +
        `but received items ${itemA} and ${itemB} and relation ${relation}`,
    )
  }
  return {
    eventId: event.id,
    actionId: event.actionId,
    itemA: Math.min(itemA, itemB),
    itemB: Math.max(itemA, itemB),
    relation,
    variantAxis: event.variantAxis,
    reviewer: event.reviewer,
    at: event.at,
  }
}
