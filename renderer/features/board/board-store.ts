import { useLocalStorage, useSessionStorage } from '@vueuse/core'
import { defineStore } from 'pinia'
import { computed } from 'vue'

/** Edge of a tile in pixels: from where titles no longer fit to where two fill a screen. */
export const TILE_EDGES = { smallest: 96, usual: 168, largest: 400, step: 8 } as const

interface KeptSelection {
  /** Name of the case. */
  readonly key: string
  readonly ids: readonly number[]
}
/** As many cases as one has begun and left again. */
const KEPT_SELECTIONS = 20

/** How groups are looked at, and which members of which case are selected: kept over every way out of a case and back. */
export const useBoard = defineStore('board', () => {
  const isOn = useLocalStorage('doublet-board', false)
  const storedEdge = useLocalStorage<number>('doublet-board-tile', TILE_EDGES.usual)
  const kept = useSessionStorage<KeptSelection[]>('doublet-board-selected', [])

  const tileEdge = computed({
    get: () => storedEdge.value,
    set: (edge) => {
      storedEdge.value = Math.round(Math.min(TILE_EDGES.largest, Math.max(TILE_EDGES.smallest, edge)))
    },
  })

  function keep(key: string, ids: readonly number[]): void {
    const others = kept.value.filter((selection) => selection.key !== key)
    kept.value = (ids.length === 0 ? others : [{ key, ids }, ...others]).slice(0, KEPT_SELECTIONS)
  }

  return {
    isOn,
    tileEdge,
    selectedIn: (key: string): readonly number[] =>
      kept.value.find((selection) => selection.key === key)?.ids ?? [],
    keep,
  }
})
