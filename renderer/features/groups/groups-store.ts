import { useSessionStorage } from '@vueuse/core'
import { defineStore } from 'pinia'
import { computed } from 'vue'
import type { GroupFilter, GroupSort, GroupState, SavedFilter } from '../../../electron/contract/groups.ts'
import { choiceOf, filterOf, noChoice, type GroupChoice } from './group-choice.ts'

/** Which groups are listed and in which order: the list's own state, and the order in which cases are reviewed. */
export const useGroups = defineStore('groups', () => {
  const choice = useSessionStorage<GroupChoice>('doublet-groups-choice', noChoice(), { mergeDefaults: true })
  const sort = useSessionStorage<GroupSort>('doublet-groups-order', 'value')
  const filter = computed<GroupFilter>(() => filterOf(choice.value))
  /** Row that the keyboard is on; stays while a case is reviewed, so that the list is found as it was left. */
  const activeIndex = useSessionStorage('doublet-groups-row', 0)
  /** How far the list is scrolled, in pixels. */
  const scrollTop = useSessionStorage('doublet-groups-scrolled', 0)

  /** Another list starts at its top. */
  function startOver(): void {
    activeIndex.value = 0
    scrollTop.value = 0
  }

  function choose(part: Partial<GroupChoice>): void {
    choice.value = { ...choice.value, ...part }
    startOver()
  }

  function chooseSaved(saved: SavedFilter): void {
    sort.value = saved.sort
    choose(choiceOf(saved.filter))
  }

  return {
    choice,
    sort,
    filter,
    activeIndex,
    scrollTop,
    startOver,
    choose,
    chooseSaved,
    chooseState: (state: GroupState | null) => choose({ state }),
    clear: () => choose(noChoice()),
    isFiltered: computed(() => Object.keys(filter.value).length > 0),
  }
})
