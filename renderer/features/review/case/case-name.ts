import type { Place } from '../../../navigation/place.ts'

/** Which case is meant: a group, or two listings that may lie in different groups or in none. */
export interface CaseName {
  readonly groupId: number
  /** The other listing of a pair; null for a group as a whole. */
  readonly partner: number | null
}

/** A name as one word, to compare and to store by: "5" or "5-9". */
export function caseKey({ groupId, partner }: CaseName): string {
  return partner === null ? String(groupId) : `${groupId}-${partner}`
}

/** The case that an address means; null where it means whatever is next, or no case at all. */
export function caseAt(place: Place): CaseName | null {
  if (place.view !== 'review' || place.groupId === null) return null
  return { groupId: place.groupId, partner: place.partner ?? null }
}

/** The address of a case. */
export function placeOf({ groupId, partner }: CaseName): Place {
  return partner === null ? { view: 'review', groupId } : { view: 'review', groupId, partner }
}
