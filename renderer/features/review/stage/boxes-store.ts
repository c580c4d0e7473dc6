import { useLocalStorage } from '@vueuse/core'
import { defineStore } from 'pinia'

/** Whether boxes are drawn over the pictures: yes, until the curator says otherwise. */
export const useBoxes = defineStore('boxes', () => {
  const areShown = useLocalStorage('doublet-boxes', true)
  return { areShown, toggle: () => (areShown.value = !areShown.value) }
})
