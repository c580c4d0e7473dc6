import { useSessionStorage } from '@vueuse/core'
import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import type { SelectedGroup } from '../../../electron/contract/several.ts'
import { groupsOf, NOTHING_SELECTED, selectionOf, without, type GroupSelection } from './selected-groups.ts'

interface KeptSelection {
  readonly catalogue: string
  readonly groups: readonly SelectedGroup[]
}

/**
 * The groups that are selected, whatever the list shows: no filter, order, page or reload takes one away, only what is
 * done to it, clearing, or another catalogue.
 */
export const useSelectedGroups = defineStore('selected-groups', () => {
  const kept = useSessionStorage<KeptSelection>('doublet-groups-selected', { catalogue: '', groups: [] })
  const selection = shallowRef<GroupSelection>(NOTHING_SELECTED)
  const catalogue = shallowRef('')
  /** What was selected before it was cleared, to be selected again. */
  const cleared = shallowRef<readonly SelectedGroup[]>([])

  /** Tells which catalogue the ids are of. */
  function openFor(path: string): void {
    if (path === catalogue.value) return
    catalogue.value = path
    cleared.value = []
    selection.value = kept.value.catalogue === path ? selectionOf(kept.value.groups) : NOTHING_SELECTED
  }

  function set(changed: GroupSelection): void {
    selection.value = changed
    kept.value = { catalogue: catalogue.value, groups: groupsOf(changed) }
  }

  function clear(): void {
    cleared.value = groupsOf(selection.value)
    set(NOTHING_SELECTED)
  }

  /** Something was done to these; they can be selected again where nothing else is. */
  function remove(groups: readonly SelectedGroup[]): void {
    cleared.value = groups
    set(without(selection.value, groups))
  }

  return {
    selection: computed(() => selection.value),
    count: computed(() => selection.value.sizes.size),
    cleared: computed(() => cleared.value),
    openFor,
    set,
    clear,
    has: (groupId: number): boolean => selection.value.sizes.has(groupId),
    groups: (): SelectedGroup[] => groupsOf(selection.value),
    remove,
  }
})
