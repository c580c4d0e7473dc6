import { useEventListener } from '@vueuse/core'
import { shallowRef, type Ref } from 'vue'
import { pan, toMap, zoom, type Camera, type Point, type Size } from './map-camera.ts'

interface Hand {
  readonly camera: Ref<Camera>
  readonly size: () => Size
  /** Whether a drag draws a shape instead of moving the map. */
  readonly isLasso: () => boolean
  readonly onHover: (at: Point | null) => void
  readonly onClick: (at: Point, isAdding: boolean) => void
  /** The shape in places of the map. */
  readonly onLasso: (shape: readonly Point[], isAdding: boolean) => void
}

/** Less is a click that was not held quite still. */
const CLICK_PX = 4
const WHEEL_STEP = 0.0016

/** Mouse, pen and fingers on the map: drag, wheel, pinch, hover, click and lasso. */
export function useMapHand(canvas: Readonly<Ref<HTMLElement | null>>, hand: Hand) {
  /** The shape as it is drawn, in pixels of the canvas. */
  const lasso = shallowRef<readonly Point[]>([])
  const pointers = new Map<number, Point>()
  let moved = 0
  let isDrawing = false

  function at(event: PointerEvent | WheelEvent): Point {
    const bounds = canvas.value?.getBoundingClientRect()
    return { x: event.clientX - (bounds?.left ?? 0), y: event.clientY - (bounds?.top ?? 0) }
  }

  function middleOf(): { readonly middle: Point; readonly spread: number } {
    const [a, b = a] = [...pointers.values()]
    if (a === undefined || b === undefined) return { middle: { x: 0, y: 0 }, spread: 1 }
    const middle = { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 }
    return { middle, spread: Math.max(1, Math.hypot(a.x - b.x, a.y - b.y)) }
  }

  function follow(event: PointerEvent): void {
    const before = middleOf()
    pointers.set(event.pointerId, at(event))
    const { middle, spread } = middleOf()
    moved += Math.hypot(middle.x - before.middle.x, middle.y - before.middle.y)
    if (isDrawing) {
      lasso.value = [...lasso.value, middle]
      return
    }
    const shifted = pan(hand.camera.value, middle.x - before.middle.x, middle.y - before.middle.y)
    const factor = pointers.size > 1 ? spread / before.spread : 1
    hand.camera.value = zoom(shifted, factor, middle, hand.size())
  }

  useEventListener(canvas, 'pointerdown', (event) => {
    if (event.button !== 0) return
    canvas.value?.setPointerCapture(event.pointerId)
    pointers.set(event.pointerId, at(event))
    moved = pointers.size > 1 ? Infinity : 0
    isDrawing = pointers.size === 1 && (hand.isLasso() || event.shiftKey)
    lasso.value = isDrawing ? [at(event)] : []
    hand.onHover(null)
  })
  useEventListener(canvas, 'pointermove', (event) => {
    if (pointers.has(event.pointerId)) follow(event)
    else hand.onHover(at(event))
  })
  useEventListener(canvas, 'pointerup', (event) => {
    if (!pointers.delete(event.pointerId)) return
    const isAdding = event.ctrlKey || event.metaKey
    if (moved < CLICK_PX) hand.onClick(at(event), isAdding)
    else if (isDrawing)
      hand.onLasso(
        lasso.value.map((point) => toMap(hand.camera.value, point, hand.size())),
        isAdding,
      )
    isDrawing = false
    lasso.value = []
  })
  useEventListener(canvas, 'pointercancel', (event) => {
    pointers.delete(event.pointerId)
    isDrawing = false
    lasso.value = []
  })
  useEventListener(canvas, 'pointerleave', () => hand.onHover(null))
  useEventListener(
    canvas,
    'wheel',
    (event) => {
      event.preventDefault()
      const lines = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 16 : 1
      // A pinch on a touch pad comes as a wheel with Ctrl, in much smaller steps.
      const step = event.ctrlKey ? WHEEL_STEP * 6 : WHEEL_STEP
      hand.camera.value = zoom(
        hand.camera.value,
        Math.exp(-event.deltaY * lines * step),
        at(event),
        hand.size(),
      )
    },
    { passive: false },
  )

  return { lasso }
}
