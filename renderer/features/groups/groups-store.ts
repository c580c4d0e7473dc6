import { useSessionStorage } from '@vueuse/core'
import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import type { GroupFilter, GroupSort, GroupState, SavedFilter } from '../../../electron/contract/groups.ts'
import { choiceOf, filterOf, noChoice, type GroupChoice } from './group-choice.ts'

/** Groups by their ids, and where they were named. */
interface NamedGroups {
  readonly from: 'selection' | 'map'
  readonly ids: readonly number[]
}

/** Which groups are listed and in which order: the list's own state, and the order in which cases are reviewed. */
export const useGroups = defineStore('groups', () => {
  const choice = useSessionStorage<GroupChoice>('doublet-groups-choice', noChoice(), { mergeDefaults: true })
  const sort = useSessionStorage<GroupSort>('doublet-groups-order', 'value')
  const filter = computed<GroupFilter>(() => filterOf(choice.value))
  /** Only these groups are listed; null: all. What is selected, or was chosen on the map, is looked through so. */
  const among = shallowRef<NamedGroups | null>(null)
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

  function listOnly(groups: NamedGroups | null): void {
    among.value = groups
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
    among: computed(() => among.value),
    listOnly,
    activeIndex,
    scrollTop,
    startOver,
    choose,
    chooseSaved,
    chooseState: (state: GroupState | null) => choose({ state }),
    clear(): void {
      among.value = null
      choose(noChoice())
    },
    isFiltered: computed(() => among.value !== null || Object.keys(filter.value).length > 0),
  }
})
