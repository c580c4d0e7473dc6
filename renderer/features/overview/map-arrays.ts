import type { MapPoints } from '../../../electron/contract/map.ts'

/** The points of the map as typed arrays, beside each other. */
export interface MapArrays {
  readonly count: number
  /** float32 [2 * count]: x, y; the largest side is -1..1. */
  readonly places: Float32Array<ArrayBuffer>
  readonly items: Uint32Array
  readonly pictures: Uint32Array
  /** 0 in no group. */
  readonly groups: Uint32Array
  /** 0 in no group, 1 open, 2 started, 3 confirmed. */
  readonly states: Uint8Array
  /** 0 without one, n for `categoryNames[n - 1]`. */
  readonly categories: Uint16Array
  readonly categoryNames: readonly string[]
}

export function readMapArrays(points: MapPoints): MapArrays {
  return {
    count: points.count,
    places: new Float32Array(readBytes(points.places)),
    items: new Uint32Array(readBytes(points.items)),
    pictures: new Uint32Array(readBytes(points.pictures)),
    groups: new Uint32Array(readBytes(points.groups)),
    states: new Uint8Array(readBytes(points.states)),
    categories: new Uint16Array(readBytes(points.categories)),
    categoryNames: points.categoryNames,
  }
}

function readBytes(base64: string): ArrayBuffer {
  const text = atob(base64)
  const bytes = new Uint8Array(text.length)
  for (let index = 0; index < text.length; index += 1) bytes[index] = text.charCodeAt(index)
  return bytes.buffer
}
