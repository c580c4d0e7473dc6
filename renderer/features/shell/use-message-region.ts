import { nextTick, onMounted, watch } from 'vue'
import { t } from '../../words/words.ts'

/**
 * Names the region of messages in the window's language: Nuxt UI hands no name on to it, and reka-ui's own is English.
 * F8 is the key by which reka-ui moves the keyboard there. Called once, by the application.
 */
export function useMessageRegion(): void {
  onMounted(() => watch(() => t('shell.messages'), nameRegion, { immediate: true }))
}

/** The region is there one turn after the application: it is drawn beside it. */
async function nameRegion(name: string): Promise<void> {
  await nextTick()
  const region = document.querySelector('[role="region"]:has(> [data-slot="viewport"])')
  region?.setAttribute('aria-label', name)
}
