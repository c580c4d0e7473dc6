import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import { exportOptions, type ExportOptions } from '../../../electron/contract/export.ts'
import type { Relation } from '../../../electron/contract/relations.ts'
import { storedValue } from '../../storage/stored-value.ts'

const USUAL_OPTIONS: ExportOptions = exportOptions.parse({ what: 'pairs' })

/** How to export; kept for the next time, but for what belongs to one catalogue. */
export const useExportOptions = defineStore('export-options', () => {
  const kept = storedValue<ExportOptions>('doublet-export-options', exportOptions, USUAL_OPTIONS)
  /** Relations that count as the same product; null: as in the groups. */
  const sameProduct = shallowRef<readonly Relation[] | null>(null)

  const chosen = computed<ExportOptions>(() => {
    const { sameProduct: _ofAnotherCatalogue, ...options } = kept.value
    return sameProduct.value === null ? options : { ...options, sameProduct: [...sameProduct.value] }
  })
  function choose(part: Partial<ExportOptions>): void {
    kept.value = { ...kept.value, ...part }
  }
  return { chosen, sameProduct, choose }
})
