import { shallowRef, toValue, watch, type MaybeRefOrGetter } from 'vue'
import { decodePicture, isPictureDecoded } from './decoded-pictures.ts'

/** Whether the full picture can be painted; until then its own thumbnail stands in for it, never another picture. */
export function useFullPicture(sha256: MaybeRefOrGetter<string | null>) {
  const state = shallowRef<'decoding' | 'ready' | 'failed'>('decoding')
  watch(
    () => toValue(sha256),
    (hash) => {
      if (hash === null) return
      state.value = isPictureDecoded(hash) ? 'ready' : 'decoding'
      const settle = (outcome: 'ready' | 'failed') => () => {
        if (toValue(sha256) === hash) state.value = outcome
      }
      decodePicture(hash).then(settle('ready'), settle('failed'))
    },
    { immediate: true, flush: 'sync' },
  )
  return state
}
