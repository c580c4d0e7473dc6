import { keepPreviousData, useQuery } from '@tanstack/vue-query'
import { refDebounced } from '@vueuse/core'
import { computed, type Ref } from 'vue'
import { queryKeys } from '../../engine/query-keys.ts'
import { useEngine } from '../../engine/use-engine.ts'
import { targetsFromGroups, targetsFromHits, type MoveTarget } from './move-targets.ts'

/** Long enough for the next letter, short enough to feel at once. */
const TYPING_PAUSE_MS = 150
const SHOWN_TARGETS = 30
/** Several hits may lie in one group, and some in none. */
const SEARCHED_HITS = 60

/**
 * Groups that members may be moved to: those that the words name; without words, those with the listings most like a
 * member.
 */
export function useMoveTargets(options: {
  readonly words: Ref<string>
  readonly isOpen: () => boolean
  readonly itemId: () => number | null
  /** The group they are in. */
  readonly groupId: () => number
}) {
  const engine = useEngine()
  const words = refDebounced(options.words, TYPING_PAUSE_MS)
  const text = computed(() => words.value.trim())

  const named = useQuery({
    queryKey: computed(() => queryKeys.groupPage({ filter: { text: text.value }, sort: 'size-desc' }, -1)),
    queryFn: ({ signal }) =>
      engine.groups.list(
        { filter: { text: text.value }, sort: 'size-desc', limit: SHOWN_TARGETS },
        { signal },
      ),
    enabled: computed(() => options.isOpen() && text.value !== ''),
    placeholderData: keepPreviousData,
  })
  const request = computed(() => {
    const itemId = options.itemId()
    return itemId === null ? null : { picture: { itemId }, top: SEARCHED_HITS }
  })
  const alike = useQuery({
    queryKey: computed(() => queryKeys.searchAnswer(request.value ?? {})),
    queryFn: ({ signal }) => (request.value === null ? null : engine.search.find(request.value, { signal })),
    enabled: computed(() => options.isOpen() && text.value === '' && request.value !== null),
  })

  const targets = computed((): readonly MoveTarget[] => {
    const found =
      text.value === ''
        ? targetsFromHits(alike.data.value?.hits ?? [])
        : targetsFromGroups(named.data.value?.rows ?? [])
    return found.filter(({ id }) => id !== options.groupId())
  })
  const query = computed(() => (text.value === '' ? alike : named))
  return {
    targets,
    /** Whether they are named by words; else they are alike. */
    isNamed: computed(() => text.value !== ''),
    isLoading: computed(() => query.value.isFetching.value),
    error: computed(() => query.value.error.value),
  }
}
