import type { Ref } from 'vue'
import { runCommand } from '../../commands/use-commands.ts'
import { boardStep } from './board-step.ts'
import { tilePlaces } from './tile-places.ts'
import type { MemberSelection } from './use-board-selection.ts'

interface BoardKeys {
  /** The list of tiles. */
  readonly list: Ref<HTMLElement | null>
  /** Item ids as they lie on the board. */
  readonly order: Ref<readonly number[]>
  readonly cursor: Ref<number>
  readonly selection: MemberSelection
  /** Closes what lies over the board; whether anything did. */
  readonly closeOverlay: () => boolean
}

/** The keys that the board answers itself: arrows, space and Escape; Enter is the whole case's, as everywhere. */
export function useBoardKeys({ list, order, cursor, selection, closeOverlay }: BoardKeys) {
  function step(event: KeyboardEvent): boolean {
    const backwards = list.value !== null && getComputedStyle(list.value).direction === 'rtl'
    const target = boardStep(event.key, tilePlaces(order.value.length), cursor.value, backwards)
    if (target === null) return false
    const [from, to] = [order.value[cursor.value], order.value[target]]
    cursor.value = target
    if (event.shiftKey && from !== undefined && to !== undefined) selection.extend(from, to)
    return true
  }

  function press(event: KeyboardEvent): boolean {
    const id = order.value[cursor.value]
    if (event.key === ' ' && id !== undefined) {
      if (!event.repeat) selection.toggle(id)
      return true
    }
    if (event.key !== 'Enter') return false
    if (!event.repeat) runCommand('review.confirmAll')
    return true
  }

  function escape(): boolean {
    if (closeOverlay()) return true
    if (selection.ids.value.length === 0) return false
    selection.clear()
    return true
  }

  return function onKeydown(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return
    const isInList = event.target === list.value
    const isAnswered = event.key === 'Escape' ? escape() : isInList && (step(event) || press(event))
    if (isAnswered) event.preventDefault()
  }
}
