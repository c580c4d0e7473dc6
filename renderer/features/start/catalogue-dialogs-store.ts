import { defineStore } from 'pinia'
import { shallowRef } from 'vue'

/** Which of the dialogs for catalogues is open; a browser has no system dialogs of its own for the engine's disk. */
export const useCatalogueDialogs = defineStore('catalogue-dialogs', () => {
  const open = shallowRef<'new' | 'open' | null>(null)
  return { open }
})
