import { useColorMode } from '@vueuse/core'
import { defineStore } from 'pinia'
import { computed } from 'vue'

/** Light or dark: as the system has it until the curator says otherwise. */
export const useTheme = defineStore('theme', () => {
  const mode = useColorMode({ storageKey: 'doublet-theme', disableTransition: true })
  const isDark = computed(() => mode.value === 'dark')
  return { isDark, toggle: () => (mode.value = isDark.value ? 'light' : 'dark') }
})
