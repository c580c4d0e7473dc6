import { useQueryClient } from '@tanstack/vue-query'
import { shallowRef, watch } from 'vue'
import { queryKeys } from '../../engine/query-keys.ts'
import { useEngine } from '../../engine/use-engine.ts'
import { useNavigation } from '../../navigation/navigation-store.ts'
import { useSearch } from './search-store.ts'
import { t } from '../../words/words.ts'

/** Searches by the item that the address names: by its picture and its title, either of which can be taken away. */
export function useItemSubject() {
  const engine = useEngine()
  const queryClient = useQueryClient()
  const navigation = useNavigation()
  const store = useSearch()
  const error = shallowRef<unknown>(null)

  async function searchByItem(itemId: number): Promise<void> {
    error.value = null
    try {
      const [item] = await queryClient.fetchQuery({
        queryKey: queryKeys.items([itemId]),
        queryFn: () => engine.items.get({ ids: [itemId] }),
      })
      const { place } = navigation
      if (place.view !== 'search' || place.itemId !== itemId) return
      if (item === undefined) throw new Error(t('search.noItem', { id: itemId }))
      store.clear()
      store.words = item.title ?? ''
      const [picture] = item.pictures
      if (picture !== undefined)
        store.searchBy({ kind: 'item', itemId, name: item.title ?? item.externalId, sha256: picture.sha256 })
    } catch (reason) {
      error.value = reason
    }
  }

  watch(
    () => (navigation.place.view === 'search' ? navigation.place.itemId : null),
    (itemId) => {
      if (itemId !== null) void searchByItem(itemId)
    },
    { immediate: true },
  )
  /** What is searched by now is no longer that item: the address must not bring it back. */
  watch(
    () => store.subject,
    (subject) => {
      const { place } = navigation
      const isThatItem =
        place.view === 'search' && subject?.kind === 'item' && subject.itemId === place.itemId
      if (place.view === 'search' && place.itemId !== null && !isThatItem)
        navigation.settleAt({ view: 'search', itemId: null })
    },
  )

  return { error }
}
