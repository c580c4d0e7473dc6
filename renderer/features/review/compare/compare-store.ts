import { useLocalStorage } from '@vueuse/core'
import { defineStore } from 'pinia'
import { computed } from 'vue'

/** The ways to compare two pictures, in the order of their buttons. */
const COMPARE_MODES = ['side', 'slider', 'blink', 'overlay', 'difference'] as const
export type CompareMode = (typeof COMPARE_MODES)[number]
/** All but side by side: both pictures at one place. */
export type LaidMode = Exclude<CompareMode, 'side'>

/** How pictures are compared; stays as it is from case to case and from day to day. */
export const useCompare = defineStore('compare', () => {
  const stored = useLocalStorage<string>('doublet-compare-mode', 'side')
  const isAligned = useLocalStorage('doublet-compare-aligned', true)
  const mode = computed<CompareMode>({
    get: () => COMPARE_MODES.find((known) => known === stored.value) ?? 'side',
    set: (chosen) => (stored.value = chosen),
  })
  return { mode, isAligned }
})
