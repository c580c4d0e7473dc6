import type { Relation } from '../../contract/relations.ts'

/**
 * One row of the append-only log of what curators did, as it is stored. Several verdicts that were given at once share
 * an action; an undo or a redo is an action of its own that names the one it is about.
 */
export interface VerdictEvent {
  /** Rises with every event. */
  readonly id: number
  readonly actionId: number
  readonly kind: 'verdict' | 'skip' | 'undo' | 'redo'
  /** The two items and their relation: of a verdict only, null in every other kind. */
  readonly itemA: number | null
  readonly itemB: number | null
  readonly relation: Relation | null
  /** What varies ("colour"), where a variant says so. */
  readonly variantAxis: string | null
  readonly reviewer: string
  /** ISO 8601, UTC. */
  readonly at: string
  /** The action that an undo takes back or a redo puts back; null in every other kind. */
  readonly targetActionId: number | null
}
