import { defineStore } from 'pinia'
import { shallowRef } from 'vue'

export type SaveState = 'idle' | 'saving' | 'saved' | 'failed'

/**
 * Sends what the curator says to the engine one after the other, in the order it was said: an undo never overtakes
 * the verdict it takes back.
 */
export const useSaveQueue = defineStore('save-queue', () => {
  const state = shallowRef<SaveState>('idle')
  let tail: Promise<unknown> = Promise.resolve()

  /** Runs after all that was said before; rejects with the engine's refusal, and lets what follows run all the same. */
  function save<Result>(send: () => Promise<Result>): Promise<Result> {
    state.value = 'saving'
    const result = tail.then(send)
    tail = result.then(
      () => (state.value = 'saved'),
      () => (state.value = 'failed'),
    )
    return result
  }

  return { state, save }
})
