import { useMediaQuery, usePreferredColorScheme } from '@vueuse/core'
import { defineStore } from 'pinia'
import { computed } from 'vue'
import { z } from 'zod'
import { storedValue } from '../../storage/stored-value.ts'
import { bestLanguage, isLanguage, type Language } from '../../words/languages.ts'

export const THEMES = ['system', 'light', 'dark', 'contrastLight', 'contrastDark'] as const
export type Theme = (typeof THEMES)[number]

/** Each part by itself: a part that is not understood falls back alone. */
const settings = z.object({
  /** null: the first language of the system that the window speaks. */
  language: z
    .custom<Language>((value) => typeof value === 'string' && isLanguage(value))
    .nullable()
    .catch(null),
  theme: z.enum(THEMES).catch('system'),
  direction: z.enum(['language', 'rtl']).catch('language'),
  motion: z.enum(['system', 'reduced']).catch('system'),
})
type Settings = z.infer<typeof settings>

const USUAL: Settings = { language: null, theme: 'system', direction: 'language', motion: 'system' }

/** How the window speaks and looks, as chosen on this machine and, where nothing was chosen, as its system has it. */
export const useSettings = defineStore('settings', () => {
  const chosen = storedValue('doublet-settings', settings, USUAL)
  const systemScheme = usePreferredColorScheme()
  const systemWantsContrast = useMediaQuery('(prefers-contrast: more)')

  const language = computed<Language>(() => chosen.value.language ?? bestLanguage(navigator.languages))
  const isDark = computed(() => {
    if (chosen.value.theme === 'system') return systemScheme.value === 'dark'
    return chosen.value.theme === 'dark' || chosen.value.theme === 'contrastDark'
  })
  const hasHighContrast = computed(() =>
    chosen.value.theme === 'system'
      ? systemWantsContrast.value
      : chosen.value.theme === 'contrastLight' || chosen.value.theme === 'contrastDark',
  )
  /** None of the languages is written from the right; a reader may still want the window that way. */
  const direction = computed(() => (chosen.value.direction === 'rtl' ? 'rtl' : 'ltr'))

  function choose(part: Partial<Settings>): void {
    chosen.value = { ...chosen.value, ...part }
  }

  /** From light to dark and back, in the same contrast. */
  function toggleDark(): void {
    if (hasHighContrast.value) choose({ theme: isDark.value ? 'contrastLight' : 'contrastDark' })
    else choose({ theme: isDark.value ? 'light' : 'dark' })
  }

  return { chosen, language, isDark, hasHighContrast, direction, choose, toggleDark }
})
