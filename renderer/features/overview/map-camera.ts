/** What of the map is seen: the place in the middle, and pixels for each of its units. The map's y goes up. */
export interface Camera {
  readonly x: number
  readonly y: number
  readonly scale: number
}

export interface Size {
  readonly width: number
  readonly height: number
}

export interface Point {
  readonly x: number
  readonly y: number
}

/** Space around the map when all of it is seen. */
const MARGIN = 0.94
const MOST_ZOOM = 4000

/** Pixels for a unit when all of the map, -1..1, is seen. */
export function fittingScale({ width, height }: Size): number {
  return Math.max(1, (Math.min(width, height) / 2) * MARGIN)
}

export function fit(size: Size): Camera {
  return { x: 0, y: 0, scale: fittingScale(size) }
}

/** Moves what is seen as if the map were dragged by so many pixels. */
export function pan({ x, y, scale }: Camera, right: number, down: number): Camera {
  return { x: held(x - right / scale), y: held(y + down / scale), scale }
}

/** Zooms by a factor; what lies under `at` stays there. */
export function zoom(camera: Camera, factor: number, at: Point, size: Size): Camera {
  const least = fittingScale(size) / 2
  const scale = Math.min(least * MOST_ZOOM, Math.max(least, camera.scale * factor))
  const under = toMap(camera, at, size)
  return {
    x: held(under.x - (at.x - size.width / 2) / scale),
    y: held(under.y + (at.y - size.height / 2) / scale),
    scale,
  }
}

/** @param at pixels from the upper start corner */
export function toMap({ x, y, scale }: Camera, at: Point, { width, height }: Size): Point {
  return { x: x + (at.x - width / 2) / scale, y: y - (at.y - height / 2) / scale }
}

export function toScreen({ x, y, scale }: Camera, place: Point, { width, height }: Size): Point {
  return { x: width / 2 + (place.x - x) * scale, y: height / 2 - (place.y - y) * scale }
}

/** Nobody gets lost beside the map. */
function held(middle: number): number {
  return Math.min(1.2, Math.max(-1.2, middle))
}
