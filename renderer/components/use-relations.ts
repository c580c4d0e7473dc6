import { useQuery } from '@tanstack/vue-query'
import { computed, watch } from 'vue'
import type { AxisDefinition, RelationDefinition } from '../../electron/contract/relations.ts'
import { queryKeys } from '../engine/query-keys.ts'
import { useEngine } from '../engine/use-engine.ts'
import { noteRelations } from './known-relations.ts'

/** The relations and axes of the open catalogue, in the curator's order; kept up to date by the engine's events. */
export function useRelations() {
  const engine = useEngine()
  const query = useQuery({
    queryKey: queryKeys.relations,
    queryFn: ({ signal }) => engine.relations.list(undefined, { signal }),
  })
  watch(
    query.data,
    (set) => {
      if (set !== undefined) noteRelations(set)
    },
    { immediate: true },
  )

  const relations = computed<RelationDefinition[]>(() =>
    (query.data.value?.relations ?? []).filter(({ archived }) => !archived),
  )
  const axes = computed<AxisDefinition[]>(() =>
    (query.data.value?.axes ?? []).filter(({ archived }) => !archived),
  )

  return {
    /** Those that are offered. */
    relations,
    axes,
    /** With the archived ones, which come last; undefined until the engine has answered. */
    all: query.data,
    error: query.error,
    refetch: query.refetch,
    /** The relation that a number key says, 1..9. */
    relationOfKey: (key: number): RelationDefinition | null =>
      relations.value.find((relation) => relation.key === key) ?? null,
  }
}
