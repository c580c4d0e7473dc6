import { useEventListener } from '@vueuse/core'
import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import { formatPlace, parsePlace, type Place } from './place.ts'

/** Which view is shown; the address's hash follows it and leads it. */
export const useNavigation = defineStore('navigation', () => {
  const place = shallowRef<Place>(parsePlace(window.location.hash))
  useEventListener(window, 'hashchange', () => (place.value = parsePlace(window.location.hash)))

  function goTo(target: Place): void {
    place.value = target
    const hash = formatPlace(target)
    if (window.location.hash !== hash) window.history.pushState(null, '', hash)
  }

  /** Names the place without a step in the browser's history: one case follows another by the hundred. */
  function settleAt(target: Place): void {
    place.value = target
    window.history.replaceState(null, '', formatPlace(target))
  }

  useEventListener(window, 'popstate', () => (place.value = parsePlace(window.location.hash)))
  return { place, view: computed(() => place.value.view), goTo, settleAt }
})
