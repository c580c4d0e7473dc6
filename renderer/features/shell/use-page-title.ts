import { computed, shallowRef, watch, watchEffect, type ComputedRef } from 'vue'
import { useNavigation } from '../../navigation/navigation-store.ts'
import { pageOf } from '../../navigation/pages.ts'
import { t } from '../../words/words.ts'

/**
 * Names the window after its page and catalogue, and says the page to a screen reader when it changes: the links stay
 * where they are, so nothing else would tell that another page is there.
 * @param catalogueName null while none is open
 */
export function usePageTitle(catalogueName: () => string | null): { announcement: ComputedRef<string> } {
  const navigation = useNavigation()
  const title = computed(() => {
    const isStart = catalogueName() === null && navigation.view !== 'settings'
    // Where the rail may break a word, a title bar would draw a line.
    return t(isStart ? 'shell.startTitle' : pageOf(navigation.view).title).replaceAll('\u00AD', '')
  })
  const hasChanged = shallowRef(false)
  watch(
    () => navigation.view,
    () => (hasChanged.value = true),
  )

  watchEffect(() => {
    const catalogue = catalogueName()
    document.title =
      catalogue === null
        ? t('shell.pageTitleAlone', { page: title.value })
        : t('shell.pageTitle', { page: title.value, catalogue })
  })

  // A page that was there from the start is read out by itself.
  return { announcement: computed(() => (hasChanged.value ? title.value : '')) }
}
