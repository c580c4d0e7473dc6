import { useMutation, useQuery, useQueryClient } from '@tanstack/vue-query'
import { computed } from 'vue'
import type { SavedFilter } from '../../../electron/contract/groups.ts'
import { queryKeys } from '../../engine/query-keys.ts'
import { useEngine } from '../../engine/use-engine.ts'
import { useGroups } from './groups-store.ts'

/** The filters that the catalogue keeps under a name; every change answers with all that are left. */
export function useSavedFilters() {
  const engine = useEngine()
  const groups = useGroups()
  const cache = useQueryClient()
  const query = useQuery({
    queryKey: queryKeys.savedFilters,
    queryFn: ({ signal }) => engine.groups.savedFilters(undefined, { signal }),
  })
  const change = useMutation({
    mutationFn: (send: () => Promise<SavedFilter[]>) => send(),
    onSuccess: (saved) => cache.setQueryData(queryKeys.savedFilters, saved),
  })

  return {
    saved: computed(() => query.data.value ?? []),
    error: computed(() => change.error.value ?? query.error.value),
    isChanging: change.isPending,
    save: (name: string) =>
      change.mutateAsync(() => engine.groups.saveFilter({ name, filter: groups.filter, sort: groups.sort })),
    rename: (id: number, name: string) => change.mutateAsync(() => engine.groups.renameFilter({ id, name })),
    remove: (id: number) => change.mutateAsync(() => engine.groups.removeFilter({ id })),
  }
}
