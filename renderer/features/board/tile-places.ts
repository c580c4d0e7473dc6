import type { TilePlace } from './board-step.ts'

/** Names the element of a tile, for the list that says which of them is active. */
export function tileId(index: number): string {
  return `board-tile-${index}`
}

/** Where the tiles lie on the board now. */
export function tilePlaces(count: number): TilePlace[] {
  return Array.from({ length: count }, (_, index) => {
    const tile = document.getElementById(tileId(index))
    if (tile === null) return { x: 0, y: 0, width: 0, height: 0 }
    return { x: tile.offsetLeft, y: tile.offsetTop, width: tile.offsetWidth, height: tile.offsetHeight }
  })
}
