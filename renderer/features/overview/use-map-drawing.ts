import { useElementSize, useEventListener } from '@vueuse/core'
import { onScopeDispose, shallowRef, watch, type Ref } from 'vue'
import { fit, fittingScale, type Camera, type Size } from './map-camera.ts'
import type { MapArrays } from './map-arrays.ts'
import type { PointLooks } from './point-looks.ts'
import { PointRenderer } from './point-renderer.ts'

interface Drawn {
  readonly arrays: () => MapArrays
  readonly looks: () => PointLooks
  readonly hidden: () => ReadonlySet<number>
  readonly chosen: () => readonly number[]
}

const LEAST_POINT = 3
const MOST_POINT = 11

/** Keeps a canvas showing the map: draws once a frame at most, and only where something has changed. */
export function useMapDrawing(canvas: Readonly<Ref<HTMLCanvasElement | null>>, drawn: Drawn) {
  const { width, height } = useElementSize(canvas)
  const camera = shallowRef<Camera>({ x: 0, y: 0, scale: 1 })
  /** Known once the canvas is there. */
  const isSupported = shallowRef(true)
  let renderer: PointRenderer | null = null
  let frame = 0

  const size = (): Size => ({ width: Math.max(1, width.value), height: Math.max(1, height.value) })

  function draw(): void {
    frame = 0
    const element = canvas.value
    if (renderer === null || element === null || width.value === 0) return
    const density = window.devicePixelRatio
    const [across, down] = [Math.round(width.value * density), Math.round(height.value * density)]
    if (element.width !== across || element.height !== down) {
      element.width = across
      element.height = down
    }
    renderer.draw(camera.value, size(), density, pointSize())
  }

  /** Points grow as one comes nearer, though less than the map does. */
  function pointSize(): number {
    const nearness = Math.log2(Math.max(1, camera.value.scale / fittingScale(size())))
    const crowd = Math.log10(Math.max(1, drawn.arrays().count / 1000))
    return Math.min(MOST_POINT, Math.max(LEAST_POINT, 9 - 3 * crowd + 1.1 * nearness))
  }

  function requestDraw(): void {
    if (frame === 0) frame = requestAnimationFrame(draw)
  }

  function fillRenderer(): void {
    renderer?.setPoints(drawn.arrays())
    fillLooks()
    renderer?.setChosen(drawn.chosen())
    requestDraw()
  }

  function fillLooks(): void {
    const { looks, lookOf } = drawn.looks()
    renderer?.setLooks(looks, lookOf, drawn.hidden())
    requestDraw()
  }

  function start(): void {
    renderer = canvas.value === null ? null : PointRenderer.of(canvas.value)
    isSupported.value = renderer !== null
    fillRenderer()
  }

  watch(canvas, (element) => {
    if (element !== null) start()
  })
  watch(drawn.arrays, fillRenderer)
  watch([drawn.looks, drawn.hidden], fillLooks)
  watch(drawn.chosen, (chosen) => {
    renderer?.setChosen(chosen)
    requestDraw()
  })
  watch(camera, requestDraw)
  watch([width, height], (_now, [before]) => {
    if (before === 0 || camera.value.scale === 1) camera.value = fit(size())
    requestDraw()
  })
  // A graphics driver that starts anew takes everything with it; the browser says when it can be made again.
  useEventListener(canvas, 'webglcontextlost', (event) => {
    event.preventDefault()
    renderer = null
  })
  useEventListener(canvas, 'webglcontextrestored', start)
  onScopeDispose(() => {
    cancelAnimationFrame(frame)
    renderer?.dispose()
  })

  return { camera, size, pointSize, isSupported, seeAll: () => (camera.value = fit(size())) }
}
