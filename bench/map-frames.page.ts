import { fit, pan, toMap, zoom, type Camera } from '../renderer/features/overview/map-camera.ts'
import type { PointLook } from '../renderer/features/overview/point-look.ts'
import { PointRenderer } from '../renderer/features/overview/point-renderer.ts'
import { PointsIndex } from '../renderer/features/overview/points-index.ts'

/** Runs in the page of bench/map-frames.ts: the window's own drawing, moved as a hand moves it. */
const SIZE = { width: 1280, height: 800 }
const MIDDLE = { x: 640, y: 400 }
const KINDS = 40

export async function measureMap({ points, frames }: { points: number; frames: number }) {
  const canvas = document.createElement('canvas')
  canvas.width = SIZE.width
  canvas.height = SIZE.height
  document.body.append(canvas)
  const renderer = PointRenderer.of(canvas)
  if (renderer === null) throw new Error('Expected WebGL2 to draw the map with')
  const places = islands(points)
  renderer.setPoints({ places, count: points })
  renderer.setLooks(
    LOOKS,
    Uint8Array.from({ length: points }, (_, point) => point % LOOKS.length),
    new Set(),
  )
  const started = performance.now()
  const index = new PointsIndex({ places, count: points })
  const indexed = performance.now() - started

  const draws: number[] = []
  const intervals: number[] = []
  const hovers: number[] = []
  let camera: Camera = fit(SIZE)
  let last = 0
  for (let frame = 0; frame < frames; frame += 1) {
    const now = await new Promise<number>((resolve) => requestAnimationFrame(resolve))
    if (last !== 0) intervals.push(now - last)
    last = now
    camera = pan(camera, 6 * Math.sin(frame / 20), 4 * Math.cos(frame / 15))
    camera = zoom(camera, frame % 150 < 75 ? 1.04 : 1 / 1.04, MIDDLE, SIZE)
    const before = performance.now()
    renderer.draw(camera, SIZE, 1, 4)
    draws.push(performance.now() - before)
    const asked = performance.now()
    index.nearest(toMap(camera, MIDDLE, SIZE), 9 / camera.scale)
    hovers.push(performance.now() - asked)
  }
  const lassoStarted = performance.now()
  const shape = Array.from({ length: 200 }, (_, corner) => ({
    x: 0.5 * Math.cos((corner / 200) * 2 * Math.PI),
    y: 0.5 * Math.sin((corner / 200) * 2 * Math.PI),
  }))
  const inLasso = index.inside(shape).length
  return {
    graphics: graphicsOf(canvas),
    draws,
    intervals,
    hovers,
    indexed,
    lassoed: performance.now() - lassoStarted,
    inLasso,
  }
}

const LOOKS: PointLook[] = (['circle', 'square', 'triangle', 'diamond'] as const).map((shape, place) => ({
  name: shape,
  shape,
  colour: [60 * place, 90, 200 - 40 * place],
  points: 0,
}))

/** Points as a map has them: in islands of all sizes. */
function islands(points: number): Float32Array<ArrayBuffer> {
  let state = 1
  const random = (): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 0x1_0000_0000
  }
  const middles = Array.from({ length: KINDS * 2 }, () => random() * 1.8 - 0.9)
  const places = new Float32Array(points * 2)
  for (let point = 0; point < points; point += 1) {
    const kind = Math.floor(random() * KINDS)
    const far = 0.14 * random() ** 2
    const angle = random() * 2 * Math.PI
    places[point * 2] = (middles[kind * 2] ?? 0) + Math.cos(angle) * far
    places[point * 2 + 1] = (middles[kind * 2 + 1] ?? 0) + Math.sin(angle) * far
  }
  return places
}

function graphicsOf(canvas: HTMLCanvasElement): string {
  const gl = canvas.getContext('webgl2')
  const names = gl?.getExtension('WEBGL_debug_renderer_info')
  return names === null || names === undefined
    ? 'unknown graphics'
    : String(gl?.getParameter(names.UNMASKED_RENDERER_WEBGL))
}
