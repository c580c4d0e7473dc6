import { shallowRef, watch } from 'vue'
import type { Comparison } from './comparison.ts'
import { frameKey, type PictureFrame } from './picture-frame.ts'
import type { PictureComparer } from './picture-comparer.ts'

interface ComparedFrames {
  readonly fixed: PictureFrame
  readonly moved: PictureFrame
}

/** The comparison of what is shown, while it is wanted; never that of another pair. */
export function useComparison(comparer: PictureComparer, frames: () => ComparedFrames | null) {
  const comparison = shallowRef<Comparison | null>(null)
  const state = shallowRef<'idle' | 'working' | 'done' | 'failed'>('idle')
  let asked = 0

  watch(
    () => {
      const shown = frames()
      return shown === null ? null : `${frameKey(shown.fixed)} | ${frameKey(shown.moved)}`
    },
    async () => {
      const shown = frames()
      asked += 1
      const own = asked
      comparison.value = null
      state.value = shown === null ? 'idle' : 'working'
      if (shown === null) return
      try {
        const found = await comparer.compare(shown.fixed, shown.moved)
        if (own === asked) [comparison.value, state.value] = [found, 'done']
      } catch {
        if (own === asked) state.value = 'failed'
      }
    },
    { immediate: true },
  )
  return { comparison, state }
}
