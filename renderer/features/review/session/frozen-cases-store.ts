import { debounceFilter, useSessionStorage } from '@vueuse/core'
import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import { caseKey, type CaseName } from '../case/case-name.ts'
import { openingOf, type CaseOpening } from './shown-case.ts'

interface FrozenCase extends CaseOpening {
  readonly members: readonly number[]
  /** Its answer is on disk: from then on it need not be shown as if nothing had been said of it. */
  readonly isAnswered: boolean
}

/** As many cases as one goes back through; older ones are opened as they are now. */
const KEPT_CASES = 200
const WRITTEN_AFTER_MS = 200

/**
 * The members of each case as it was opened. A verdict may cut a group at once, but what the curator looks at must
 * not change under their eyes, nor when they come back to it.
 */
export const useFrozenCases = defineStore('frozen-cases', () => {
  // Shallow: it is replaced as a whole, and watching every member of 200 cases would cost more than showing the next one.
  const cases = useSessionStorage<FrozenCase[]>('doublet-frozen-cases', [], {
    shallow: true,
    // Not between an answer and the next case.
    eventFilter: debounceFilter(WRITTEN_AFTER_MS),
    // This store alone writes it; its own late writing is no news to it.
    listenToStorageChanges: false,
  })
  /** Grows when a case was taken back, so that a view that shows it reads it again. */
  const reopened = shallowRef(0)

  const find = (name: CaseName): FrozenCase | null =>
    cases.value.find((frozen) => caseKey(frozen.name) === caseKey(name)) ?? null

  function keep(frozen: FrozenCase): void {
    const others = cases.value.filter(({ name }) => caseKey(name) !== caseKey(frozen.name))
    cases.value = [frozen, ...others].slice(0, KEPT_CASES)
  }

  /** How a case was opened, if it was: blind only until it is answered. */
  function openingFor(name: CaseName): CaseOpening {
    const frozen = find(name)
    return frozen === null ? openingOf(name) : { ...frozen, blind: frozen.blind && !frozen.isAnswered }
  }

  function freeze(opening: CaseOpening, members: readonly number[]): void {
    const before = find(opening.name)
    keep({
      ...opening,
      members,
      blind: opening.blind || before?.blind === true,
      isAnswered: !opening.blind && before?.isAnswered === true,
    })
  }

  /** Its answer is on disk. */
  function answer(name: CaseName): void {
    const frozen = find(name)
    if (frozen !== null) keep({ ...frozen, isAnswered: true })
  }

  /**
   * Makes ready to open a case as it was shown when something was said of it.
   * @param isAnswered whether that is in force, so that it is shown
   */
  function reopen(groupId: number, members: readonly number[], isAnswered = true): CaseName {
    const name = nameFor(groupId, members)
    const before = find(name) ?? openingOf(name)
    keep({ ...before, members, isAnswered })
    reopened.value += 1
    return name
  }

  /** What was on screen last with these members; two that never were are a pair of their own. */
  function nameFor(groupId: number, members: readonly number[]): CaseName {
    const shown = cases.value.find(
      (frozen) => frozen.name.groupId === groupId && frozen.members.join() === members.join(),
    )
    if (shown !== undefined) return shown.name
    const [, partner, ...others] = members
    return { groupId, partner: partner === undefined || others.length > 0 ? null : partner }
  }

  /** Another catalogue has groups of its own. */
  function forget(): void {
    cases.value = []
  }

  return { reopened, openingFor, freeze, answer, reopen, forget }
})
