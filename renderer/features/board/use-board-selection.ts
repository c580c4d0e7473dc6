import { computed, shallowRef, watch } from 'vue'
import type { ShownCase } from '../review/session/shown-case.ts'
import { caseKey } from '../review/case/case-name.ts'
import { undecidedMembers } from '../review/session/case-verdicts.ts'
import { extended, inverted, selectionOf, toggled, type BoardSelection } from './board-selection.ts'
import { useBoard } from './board-store.ts'

/**
 * Which members of the case on screen are selected. A selection ends with what is done to it, or with the case; nothing
 * else takes it away, neither another view nor a reload nor an error.
 */
export function useBoardSelection(reviewCase: () => ShownCase) {
  const board = useBoard()
  const key = computed(() => caseKey(reviewCase().name))
  const order = computed(() => reviewCase().members.map(({ item }) => item.id))
  const selection = shallowRef<BoardSelection>(selectionOf([]))
  /** What the last thing was done to, to be selected again. */
  const last = shallowRef<readonly number[]>([])

  watch(
    reviewCase,
    (shown, before) => {
      if (before !== undefined && caseKey(shown.name) === caseKey(before.name)) return
      if (before !== undefined && undecidedMembers(before).length === 0) board.keep(caseKey(before.name), [])
      selection.value = selectionOf(board.selectedIn(key.value))
      last.value = []
    },
    { immediate: true, flush: 'sync' },
  )

  function set(changed: BoardSelection): void {
    selection.value = changed
    board.keep(key.value, changed.ids)
  }

  const ids = computed(() => selection.value.ids.filter((id) => order.value.includes(id)))
  return {
    ids,
    last: computed(() => last.value),
    isSelected: (id: number): boolean => selection.value.ids.includes(id),
    toggle: (id: number) => set(toggled(selection.value, id)),
    extend: (from: number, to: number) => set(extended(selection.value, order.value, from, to)),
    selectAll: () => set(selectionOf(order.value)),
    invert: () => set(inverted(selection.value, order.value)),
    clear: () => set(selectionOf([])),
    selectAgain: () => set(selectionOf(last.value)),
    /** Something was done to what is selected. */
    finish(): void {
      if (ids.value.length > 0) last.value = ids.value
      set(selectionOf([]))
    },
    /** The same members of the case under its new name stay selected. */
    carryTo: (name: ShownCase['name'], members: readonly number[]) => board.keep(caseKey(name), members),
  }
}
export type MemberSelection = ReturnType<typeof useBoardSelection>
