import { useSessionStorage } from '@vueuse/core'
import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import type { GroupFilter, GroupSort, GroupState } from '../../../electron/contract/groups.ts'
import { filterOf, noChoice, type GroupChoice } from './group-choice.ts'

/** Which groups are listed and in which order: the list's own state, and the order in which cases are reviewed. */
export const useGroups = defineStore('groups', () => {
  const choice = useSessionStorage<GroupChoice>('doublet-groups-choice', noChoice(), { mergeDefaults: true })
  const sort = useSessionStorage<GroupSort>('doublet-groups-order', 'value')
  const filter = computed<GroupFilter>(() => filterOf(choice.value))
  /** Row that the keyboard is on; stays while a case is reviewed, so that the list is found as it was left. */
  const activeIndex = shallowRef(0)

  function choose(part: Partial<GroupChoice>): void {
    choice.value = { ...choice.value, ...part }
    activeIndex.value = 0
  }

  return {
    choice,
    sort,
    filter,
    activeIndex,
    choose,
    chooseState: (state: GroupState | null) => choose({ state }),
    clear: () => choose(noChoice()),
    isFiltered: computed(() => Object.keys(filter.value).length > 0),
  }
})
