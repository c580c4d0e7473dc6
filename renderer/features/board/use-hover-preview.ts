import { onScopeDispose, shallowRef, type Ref } from 'vue'
import type { TilePlace } from './board-step.ts'

/** Long enough not to open on the way to another tile. */
const REST_MS = 600
const ENLARGED_BY = 2.2
const LARGEST_EDGE_PX = 480
const MARGIN_PX = 4

export interface HoverPreview {
  readonly index: number
  /** In pixels from the board's corner. */
  readonly place: TilePlace
}

/**
 * A tile enlarged in its place while a mouse rests on it. It stays while the mouse is on it, goes by Escape, and does
 * not come back on a tile that was clicked before the mouse has left that tile.
 * @param frame what the enlarged tile must lie within
 */
export function useHoverPreview(frame: Ref<HTMLElement | null>) {
  const preview = shallowRef<HoverPreview | null>(null)
  let timer: ReturnType<typeof setTimeout> | undefined
  let suppressed: number | null = null

  function close(): void {
    clearTimeout(timer)
    preview.value = null
  }

  function enter(index: number, event: PointerEvent): void {
    clearTimeout(timer)
    const tile = event.currentTarget
    if (event.pointerType !== 'mouse' || suppressed === index || !(tile instanceof HTMLElement)) return
    timer = setTimeout(() => {
      if (frame.value !== null) preview.value = { index, place: enlarged(tile, frame.value) }
    }, REST_MS)
  }

  /** The mouse went off a tile; onto what was enlarged of it, that stays. */
  function leave(): void {
    clearTimeout(timer)
    suppressed = null
  }

  function suppress(index: number): void {
    close()
    suppressed = index
  }

  onScopeDispose(close)
  return { preview, enter, leave, close, suppress }
}

/** A tile's place twice as large, around its middle but within the frame. */
function enlarged(tile: HTMLElement, frame: HTMLElement): TilePlace {
  const [from, within] = [tile.getBoundingClientRect(), frame.getBoundingClientRect()]
  const room = Math.min(within.width, within.height) - 2 * MARGIN_PX
  const edge = Math.max(0, Math.min(from.width * ENLARGED_BY, LARGEST_EDGE_PX, room))
  const inside = (middle: number, start: number, length: number): number =>
    Math.min(Math.max(middle - edge / 2 - start, MARGIN_PX), length - edge - MARGIN_PX)
  return {
    x: inside(from.x + from.width / 2, within.x, within.width),
    y: inside(from.y + from.height / 2, within.y, within.height),
    width: edge,
    height: edge,
  }
}
