import type { ReviewCase } from '../../../../electron/contract/groups.ts'
import { representativeOf, type Member } from '../session/case-verdicts.ts'

/** So many members are large enough side by side; of more, one at a time stands beside the representative. */
const LARGEST_ROW = 4

export interface StagedMember {
  readonly member: Member
  readonly index: number
}

/** Which members are large on the stage. */
export function staged(reviewCase: ReviewCase, focusedIndex: number): StagedMember[] {
  if (!needsStrip(reviewCase)) return reviewCase.members.map((member, index) => ({ member, index }))
  const focused = reviewCase.members[focusedIndex]
  const representative = { member: representativeOf(reviewCase), index: 0 }
  return focused === undefined || focusedIndex === 0
    ? [representative]
    : [representative, { member: focused, index: focusedIndex }]
}

/** Whether there are more members than fit the stage, so that a strip of all is shown. */
export function needsStrip(reviewCase: ReviewCase): boolean {
  return reviewCase.members.length > LARGEST_ROW
}
