import * as nuxtUi from '@nuxt/ui/locale'
import { computed, watch, watchEffect, type ComputedRef } from 'vue'
import type { Language } from '../../words/languages.ts'
import { language, showLanguage } from '../../words/words.ts'
import { useSettings } from './settings-store.ts'

/** What Nuxt UI's own parts say, such as "Close". */
const PARTS = { en: nuxtUi.en, de: nuxtUi.de, 'zh-Hans': nuxtUi.zh_cn } as const satisfies Record<
  Language,
  object
>

/** Keeps the document as the settings have it, and gives Nuxt UI its language. Called once, by the application. */
export function useShownSettings(): { locale: ComputedRef<(typeof PARTS)[Language]> } {
  const settings = useSettings()
  const { classList, dataset } = document.documentElement

  watch(
    () => settings.language,
    (chosen) => void showLanguage(chosen),
    { immediate: true },
  )
  watchEffect(() => (document.documentElement.dir = settings.direction))
  watchEffect(() => {
    classList.toggle('dark', settings.isDark)
    classList.toggle('light', !settings.isDark)
    classList.toggle('contrast', settings.hasHighContrast)
  })
  watchEffect(() => (dataset['motion'] = settings.chosen.motion))

  return { locale: computed(() => ({ ...PARTS[language.value], dir: settings.direction })) }
}
