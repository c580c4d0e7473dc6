import { defineStore } from 'pinia'
import { shallowRef } from 'vue'

/** Whether the dialog of the rehearsal is open, and with which change it starts. */
export const useRehearsal = defineStore('rehearsal', () => {
  const isOpen = shallowRef(false)
  /** The version of a scorer that is to be tried; null: only another threshold. */
  const scorer = shallowRef<string | null>(null)

  function open(version: string | null = null): void {
    scorer.value = version
    isOpen.value = true
  }

  return { isOpen, scorer, open }
})
