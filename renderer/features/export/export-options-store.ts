import { useLocalStorage } from '@vueuse/core'
import { defineStore } from 'pinia'
import type { ExportOptions } from '../../../electron/contract/export.ts'

const USUAL_OPTIONS: ExportOptions = {
  what: 'pairs',
  format: 'csv',
  includeImplied: true,
  validationShare: 0.1,
  testShare: 0.1,
}

/** How to export; kept for the next time. */
export const useExportOptions = defineStore('export-options', () => {
  const chosen = useLocalStorage<ExportOptions>('doublet-export-options', USUAL_OPTIONS, {
    mergeDefaults: true,
  })
  function choose(part: Partial<ExportOptions>): void {
    chosen.value = { ...chosen.value, ...part }
  }
  return { chosen, choose }
})
