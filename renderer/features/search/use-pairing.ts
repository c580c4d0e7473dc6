import { useMutation } from '@tanstack/vue-query'
import { computed, shallowRef, watch } from 'vue'
import type { SearchHit } from '../../../electron/contract/search.ts'
import { useEngine } from '../../engine/use-engine.ts'
import { useSearch } from './search-store.ts'

/** What a hit can be paired with. */
export interface PairAnchor {
  readonly itemId: number
  readonly name: string
}

/** Makes candidate pairs of hits: with the item that is searched by, or with another hit that is chosen first. */
export function usePairing() {
  const engine = useEngine()
  const store = useSearch()
  const chosen = shallowRef<PairAnchor | null>(null)

  const anchor = computed<PairAnchor | null>(() => {
    if (chosen.value !== null || store.subject?.kind !== 'item') return chosen.value
    return { itemId: store.subject.itemId, name: store.subject.name }
  })
  const promote = useMutation({
    mutationFn: async ({ one, hit }: { one: PairAnchor; hit: SearchHit }) => {
      const promoted = await engine.search.promote({ itemA: one.itemId, itemB: hit.item.id })
      return { ...promoted, one, hit }
    },
    onSuccess: () => (chosen.value = null),
  })

  /** The first of two hits is chosen; with the second, or with an item that is searched by, the pair is made. */
  function pair(hit: SearchHit): void {
    const one = anchor.value
    if (one === null) {
      promote.reset()
      chosen.value = { itemId: hit.item.id, name: hit.item.title ?? hit.item.externalId }
    } else if (one.itemId === hit.item.id) chosen.value = null
    else promote.mutate({ one, hit })
  }

  watch(
    () => store.subject,
    () => {
      chosen.value = null
      promote.reset()
    },
  )

  return { anchor, chosen, promote, pair, cancel: () => (chosen.value = null) }
}
