import { useEventListener } from '@vueuse/core'
import { shallowRef, type Ref } from 'vue'
import { panBy, zoomAt, type Size, type StageView } from './stage-view.ts'

/** A notch of a mouse wheel is about 100 pixels: a quarter more or less. */
const WHEEL_RATE = 0.0022
/** Browsers send a pinch on a touchpad as a wheel with Ctrl, in much smaller steps. */
const PINCH_RATE = 0.012

interface PanZoomOptions {
  readonly panel: Readonly<Ref<Size>>
  readonly picture: Readonly<Ref<Size>>
  readonly view: Ref<StageView>
}

/** Moves and zooms by wheel, touchpad, dragging and two fingers. */
export function usePanZoom(
  element: Readonly<Ref<HTMLElement | null>>,
  { panel, picture, view }: PanZoomOptions,
) {
  const pointers = new Map<number, PointerEvent>()
  const isDragging = shallowRef(false)

  function fromMiddle(place: { clientX: number; clientY: number }): { x: number; y: number } {
    const box = element.value?.getBoundingClientRect()
    if (box === undefined) return { x: 0, y: 0 }
    return { x: place.clientX - box.left - box.width / 2, y: place.clientY - box.top - box.height / 2 }
  }

  useEventListener(
    element,
    'wheel',
    (event: WheelEvent) => {
      event.preventDefault()
      const lines = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 16 : 1
      const factor = Math.exp(-event.deltaY * lines * (event.ctrlKey ? PINCH_RATE : WHEEL_RATE))
      view.value = zoomAt(view.value, factor, fromMiddle(event), panel.value, picture.value)
    },
    { passive: false },
  )

  useEventListener(element, 'pointerdown', (event: PointerEvent) => {
    if (event.button !== 0 || !(event.currentTarget instanceof HTMLElement)) return
    event.currentTarget.setPointerCapture(event.pointerId)
    pointers.set(event.pointerId, event)
    isDragging.value = true
  })

  useEventListener(element, 'pointermove', (event: PointerEvent) => {
    const before = pointers.get(event.pointerId)
    if (before === undefined) return
    const other = [...pointers.values()].find(({ pointerId }) => pointerId !== event.pointerId)
    pointers.set(event.pointerId, event)
    if (other === undefined) {
      const [right, down] = [event.clientX - before.clientX, event.clientY - before.clientY]
      view.value = panBy(view.value, right, down, panel.value, picture.value)
      return
    }
    const spread = (pointer: PointerEvent): number =>
      Math.hypot(pointer.clientX - other.clientX, pointer.clientY - other.clientY)
    const middle = {
      clientX: (event.clientX + other.clientX) / 2,
      clientY: (event.clientY + other.clientY) / 2,
    }
    view.value = zoomAt(
      view.value,
      spread(event) / Math.max(1, spread(before)),
      fromMiddle(middle),
      panel.value,
      picture.value,
    )
  })

  useEventListener(element, ['pointerup', 'pointercancel'], (event: PointerEvent) => {
    pointers.delete(event.pointerId)
    isDragging.value = pointers.size > 0
  })

  return { isDragging }
}
