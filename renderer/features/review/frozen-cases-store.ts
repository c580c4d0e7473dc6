import { useSessionStorage } from '@vueuse/core'
import { defineStore } from 'pinia'
import { shallowRef } from 'vue'

interface FrozenCase {
  readonly groupId: number
  readonly members: readonly number[]
}

/** As many cases as one goes back through; older ones are opened as they are now. */
const KEPT_CASES = 200

/**
 * The members of each case as it was opened. A verdict may cut a group at once, but what the curator looks at must
 * not change under their eyes, nor when they come back to it.
 */
export const useFrozenCases = defineStore('frozen-cases', () => {
  const cases = useSessionStorage<FrozenCase[]>('doublet-frozen-cases', [])
  /** Grows when a case was taken back, so that a view that shows it reads it again. */
  const reopened = shallowRef(0)

  function membersOf(groupId: number): number[] | null {
    return cases.value.find((frozen) => frozen.groupId === groupId)?.members.slice() ?? null
  }

  function freeze(groupId: number, members: readonly number[]): void {
    cases.value = [{ groupId, members }, ...cases.value.filter((frozen) => frozen.groupId !== groupId)].slice(
      0,
      KEPT_CASES,
    )
  }

  /** Opens a case again as it was shown when something was said of it. */
  function reopen(groupId: number, members: readonly number[]): void {
    freeze(groupId, members)
    reopened.value += 1
  }

  /** Another catalogue has groups of its own. */
  function forget(): void {
    cases.value = []
  }

  return { reopened, membersOf, freeze, reopen, forget }
})
