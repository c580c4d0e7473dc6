import { keepPreviousData, useQuery } from '@tanstack/vue-query'
import { watchDebounced } from '@vueuse/core'
import { computed, shallowRef, watch } from 'vue'
import type { SearchInput } from '../../../electron/contract/search.ts'
import { queryKeys } from '../../engine/query-keys.ts'
import { useEngine } from '../../engine/use-engine.ts'
import { useSearch } from './search-store.ts'

/** Long enough for the next letter, short enough to feel at once. */
const TYPING_PAUSE_MS = 120

/** The engine's answer to what is searched by now; a question that was changed before its answer is taken back. */
export function useSearchAnswer() {
  const engine = useEngine()
  const store = useSearch()
  const asked = shallowRef<SearchInput | null>(store.request)
  const isTyping = shallowRef(false)
  watch(
    () => store.request,
    () => (isTyping.value = true),
  )
  watchDebounced(
    () => store.request,
    (request) => {
      asked.value = request
      isTyping.value = false
    },
    { debounce: TYPING_PAUSE_MS },
  )

  const answer = useQuery({
    queryKey: computed(() => queryKeys.searchAnswer(asked.value ?? {})),
    queryFn: ({ signal }) => (asked.value === null ? null : engine.search.find(asked.value, { signal })),
    enabled: computed(() => asked.value !== null),
    placeholderData: keepPreviousData,
  })
  const found = computed(() => (asked.value === null ? null : (answer.data.value ?? null)))
  /** An item that is searched by is no hit of its own. */
  const hits = computed(() => {
    const own = store.subject?.kind === 'item' ? store.subject.itemId : null
    return (found.value?.hits ?? []).filter(({ item }) => item.id !== own)
  })
  const isSearching = computed(() => isTyping.value || answer.isFetching.value)

  /** What the engine said of the picture that is searched by now, not of the one before. */
  const picture = computed(() => (answer.isPlaceholderData.value ? null : (found.value?.picture ?? null)))

  return { asked, found, hits, picture, isSearching, error: answer.error, refetch: answer.refetch }
}
