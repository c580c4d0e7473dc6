import { shallowRef, watch } from 'vue'
import {
  MOST_NAMED_GROUPS,
  type GroupFilter,
  type GroupSort,
  type GroupSummary,
} from '../../../electron/contract/groups.ts'
import type { SelectedGroup } from '../../../electron/contract/several.ts'
import { useEngine } from '../../engine/use-engine.ts'
import { extended, toggled } from './selected-groups.ts'
import { useSelectedGroups } from './selected-groups-store.ts'

interface SelectingOptions {
  readonly request: () => { filter: GroupFilter; sort: GroupSort; among?: number[] }
  /** null: its page is on its way. */
  readonly rowAt: (index: number) => GroupSummary | null
  readonly total: () => number
}

/** Selecting in the list: one group, a stretch of it however long, or all of it. */
export function useGroupSelecting({ request, rowAt, total }: SelectingOptions) {
  const engine = useEngine()
  const selected = useSelectedGroups()
  const error = shallowRef<unknown>(null)
  /** Only the last stretch that was asked for is selected. */
  let asked = 0

  // A range cannot go on in another list.
  watch(request, () => selected.set({ ...selected.selection, base: selected.selection.sizes, anchor: null }))

  function toggle(index: number): void {
    const row = rowAt(index)
    if (row === null) return
    asked += 1
    selected.set(toggled(selected.selection, { groupId: row.id, size: row.size }, index))
  }

  /** Selects from where the range began, or from a row, to another row. */
  async function extend(from: number, to: number): Promise<void> {
    const before = selected.selection
    const begun = rangeStart()
    const start = begun ?? from
    const groups = await stretch(Math.min(start, to), Math.max(start, to))
    if (groups === null) return
    const first = start <= to ? groups.at(0) : groups.at(-1)
    const anchor = first === undefined ? null : { index: start, groupId: first.groupId }
    const base = begun === null ? before.sizes : before.base
    selected.set(extended({ ...before, base }, groups, anchor))
  }

  /** null: no range has begun, or the list has moved under it. */
  function rangeStart(): number | null {
    const { anchor } = selected.selection
    if (anchor === null) return null
    const row = rowAt(anchor.index)
    return row === null || row.id === anchor.groupId ? anchor.index : null
  }

  async function selectAll(): Promise<void> {
    const groups = await stretch(0, total() - 1)
    if (groups === null) return
    const { sizes } = selected.selection
    selected.set(extended({ ...selected.selection, base: sizes }, groups, null))
  }

  /** @returns null when another stretch was asked for meanwhile, or this one could not be read */
  async function stretch(first: number, last: number): Promise<readonly SelectedGroup[] | null> {
    asked += 1
    const turn = asked
    error.value = null
    const rows = Array.from({ length: Math.min(PAGE, last - first + 1) }, (_, place) => rowAt(first + place))
    if (last - first < PAGE && rows.every((row) => row !== null))
      return rows.map((row) => ({ groupId: row.id, size: row.size }))
    try {
      const limit = Math.min(MOST_NAMED_GROUPS, last - first + 1)
      const { groups } = await engine.groups.ids({ ...request(), offset: first, limit })
      return turn === asked ? groups : null
    } catch (reason) {
      error.value = reason
      return null
    }
  }

  return { error, toggle, extend, selectAll }
}

/** Rows looked for among those at hand. */
const PAGE = 60
