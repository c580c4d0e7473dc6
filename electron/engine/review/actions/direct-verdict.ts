import type { LoggedAction, LoggedVerdict } from '../../catalogue/action-repository.ts'
import type { Relation } from '../../../contract/relations.ts'

/** What a curator said of this very pair. */
export interface DirectVerdict {
  readonly eventId: number
  readonly actionId: number
  /** The smaller of the two item ids. */
  readonly itemA: number
  readonly itemB: number
  readonly relation: Relation
  /** The relation says that the two are the same product. */
  readonly together: boolean
  readonly variantAxis: string | null
  readonly reviewer: string
  /** ISO 8601, UTC. */
  readonly at: string
}

/** A verdict of the log, smaller item id first, signed as its action is. */
export function directVerdict(
  { id, actionId, itemA, itemB, relation, together, variantAxis }: LoggedVerdict,
  { reviewer, at }: Pick<LoggedAction, 'reviewer' | 'at'>,
): DirectVerdict {
  const [low, high] = itemA < itemB ? [itemA, itemB] : [itemB, itemA]
  return { eventId: id, actionId, itemA: low, itemB: high, relation, together, variantAxis, reviewer, at }
}
