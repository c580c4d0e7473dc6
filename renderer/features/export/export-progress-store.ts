import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import type { Progress } from '../../../electron/contract/progress.ts'

/** How far an export is that takes a while, as the engine tells it; null: none is under way. */
export const useExportProgress = defineStore('export-progress', () => {
  const progress = shallowRef<Progress | null>(null)
  function receive(told: Progress | null): void {
    progress.value = told
  }
  return { progress, receive }
})
