import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import type { ColumnMapping } from '../../../electron/contract/sources.ts'
import type { UploadProgress } from './upload-files.ts'

/** What is about to be imported. */
export interface ImportDraft {
  readonly folder: string | null
  readonly table: string | null
  /** Columns set by hand; the others as they were for the last table with this header, or by their names. */
  readonly mapping: Partial<ColumnMapping>
}

export const EMPTY_DRAFT: ImportDraft = { folder: null, table: null, mapping: {} }

/** The import being put together, and the upload that goes before it in a browser; both live on in other views. */
export const useImport = defineStore('import', () => {
  const draft = shallowRef<ImportDraft>(EMPTY_DRAFT)
  /** What the table's columns are taken for as it is shown; null while that is not known. */
  const columns = shallowRef<ColumnMapping | null>(null)
  const upload = shallowRef<UploadProgress | null>(null)
  const uploadError = shallowRef<unknown>(null)
  const unreadable = shallowRef<readonly string[]>([])
  /** Asked for from elsewhere, by a menu or a key: to be chosen as soon as the import view is there. */
  const wanted = shallowRef<'folder' | 'table' | null>(null)
  const stopUpload = shallowRef<(() => void) | null>(null)

  function change(part: Partial<ImportDraft>): void {
    draft.value = { ...draft.value, ...part }
  }

  return {
    draft,
    columns,
    upload,
    uploadError,
    unreadable,
    wanted,
    stopUpload,
    change,
    clear: () => (draft.value = EMPTY_DRAFT),
  }
})
