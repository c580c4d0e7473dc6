import { defineStore } from 'pinia'
import { shallowRef } from 'vue'

/** How the table of attributes is looked at: the same in one case after the other. */
export const useAttributeTable = defineStore('attribute-table', () => ({ showsEqual: shallowRef(false) }))
