import { useIntervalFn, usePreferredReducedMotion } from '@vueuse/core'
import { computed, shallowRef, watch } from 'vue'
import { offerCommands } from '../../../commands/use-commands.ts'
import type { LaidMode } from './compare-store.ts'

/** One step by key, in shares. */
const STEP = 0.05
/** Slower than twice a second: nothing may flash faster than three times (WCAG 2.3.1). */
const TURN_MS = 700
const SHORTEST_TURN_MS = 350

/** How much of each picture is seen: where the slider is, how dense the overlay, whose turn it is. */
export function useCompareMix(mode: () => LaidMode) {
  const divider = shallowRef(0.5)
  const opacity = shallowRef(0.5)
  const showsMoved = shallowRef(false)
  const motion = usePreferredReducedMotion()
  const mayTakeTurns = computed(() => motion.value !== 'reduce')
  const turns = useIntervalFn(() => (showsMoved.value = !showsMoved.value), TURN_MS, { immediate: false })
  let switchedAt = 0

  watch([mode, mayTakeTurns], () => turns.pause())

  /** A held key must not make the pictures flicker. */
  function switchPicture(): void {
    const now = performance.now()
    if (now - switchedAt < SHORTEST_TURN_MS) return
    switchedAt = now
    showsMoved.value = !showsMoved.value
  }
  const within = (share: number): number => Math.min(1, Math.max(0, share))
  function mix(step: number): void {
    if (mode() === 'slider') divider.value = within(divider.value - step)
    else if (mode() === 'overlay') opacity.value = within(opacity.value + step)
    else if (mode() === 'blink') switchPicture()
  }

  offerCommands({ 'review.mixLess': () => mix(-STEP), 'review.mixMore': () => mix(STEP) })

  function toggleTurns(): void {
    if (turns.isActive.value) turns.pause()
    else if (mayTakeTurns.value) turns.resume()
  }
  return {
    divider,
    opacity,
    showsMoved,
    mayTakeTurns,
    takesTurns: turns.isActive,
    toggleTurns,
    switchPicture,
  }
}
