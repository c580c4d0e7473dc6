import type { SelectedGroup } from '../../../electron/contract/several.ts'

/** Which groups are selected, and from where a range goes on. */
export interface GroupSelection {
  /** Group -> its members when it was selected, in the order of selecting. */
  readonly sizes: ReadonlyMap<number, number>
  /** What was selected when the range began: a range that shrinks again leaves it. */
  readonly base: ReadonlyMap<number, number>
  /** Place in the list, and group, that a range starts from; null: from wherever the keyboard is. */
  readonly anchor: { readonly index: number; readonly groupId: number } | null
}

export const NOTHING_SELECTED: GroupSelection = { sizes: new Map(), base: new Map(), anchor: null }

/** Exactly these, with no range begun. */
export function selectionOf(groups: readonly SelectedGroup[]): GroupSelection {
  const sizes = new Map(groups.map(({ groupId, size }) => [groupId, size] as const))
  return { sizes, base: sizes, anchor: null }
}

export function groupsOf({ sizes }: GroupSelection): SelectedGroup[] {
  return [...sizes].map(([groupId, size]) => ({ groupId, size }))
}

/** Selects a group, or no longer; the next range starts from it. */
export function toggled(
  { sizes: before }: GroupSelection,
  { groupId, size }: SelectedGroup,
  index: number,
): GroupSelection {
  const sizes = new Map(before)
  if (!sizes.delete(groupId)) sizes.set(groupId, size)
  return { sizes, base: sizes, anchor: { index, groupId } }
}

/** Selects a stretch of the list; what was selected before the range began stays selected. */
export function extended(
  { base }: GroupSelection,
  stretch: readonly SelectedGroup[],
  anchor: GroupSelection['anchor'],
): GroupSelection {
  const sizes = new Map(base)
  for (const { groupId, size } of stretch) sizes.set(groupId, size)
  return { sizes, base, anchor }
}

/** Without some groups, with no range begun. */
export function without({ sizes: before }: GroupSelection, groups: readonly SelectedGroup[]): GroupSelection {
  const gone = new Set(groups.map(({ groupId }) => groupId))
  return selectionOf(
    groupsOf({ ...NOTHING_SELECTED, sizes: before }).filter(({ groupId }) => !gone.has(groupId)),
  )
}
