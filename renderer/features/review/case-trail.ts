/** The cases in the order they were shown, with the place one is at: back and forward as in a browser. */
export interface CaseTrail {
  readonly groupIds: readonly number[]
  /** Index of the case on screen; -1 before the first. */
  readonly at: number
}

export const EMPTY_TRAIL: CaseTrail = { groupIds: [], at: -1 }

/** The trail after a case came on screen: a step along it where that is the case, else a new end. */
export function visit(trail: CaseTrail, groupId: number): CaseTrail {
  const { groupIds, at } = trail
  if (groupIds[at] === groupId) return trail
  if (groupIds[at + 1] === groupId) return { groupIds, at: at + 1 }
  if (groupIds[at - 1] === groupId) return { groupIds, at: at - 1 }
  return { groupIds: [...groupIds.slice(0, at + 1), groupId], at: at + 1 }
}

/** The case shown before (-1) or after (1) the one on screen; null where the trail ends. */
export function alongTrail(trail: CaseTrail, step: 1 | -1): number | null {
  return trail.groupIds[trail.at + step] ?? null
}
