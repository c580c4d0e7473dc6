import type { DirectVerdict } from '../review/actions/direct-verdict.ts'

/**
 * A verdict that is not recorded yet, newer than all that are.
 * @param eventId above those of everything recorded
 */
export function proposedVerdict(
  said: Pick<DirectVerdict, 'itemA' | 'itemB' | 'relation' | 'together'>,
  eventId: number,
): DirectVerdict {
  const { itemA, itemB, relation, together } = said
  return { eventId, actionId: 0, itemA, itemB, relation, together, variantAxis: null, reviewer: '', at: '' }
}
