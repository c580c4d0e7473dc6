/** Where a tile lies on the board, in pixels from its top and its start. */
export interface TilePlace {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/**
 * The tile that a key moves to on the board; null when the key moves nothing.
 * @param places where each tile lies, in the order of the members
 * @param index the tile the keyboard is on
 * @param backwards whether the board runs from right to left, so that the left arrow goes on
 */
export function boardStep(
  key: string,
  places: readonly TilePlace[],
  index: number,
  backwards = false,
): number | null {
  const last = places.length - 1
  if (last < 0) return null
  switch (key) {
    case 'ArrowRight':
      return clamp(index + (backwards ? -1 : 1), last)
    case 'ArrowLeft':
      return clamp(index + (backwards ? 1 : -1), last)
    case 'ArrowDown':
      return nearest(places, index, 1)
    case 'ArrowUp':
      return nearest(places, index, -1)
    case 'Home':
      return 0
    case 'End':
      return last
    default:
      return null
  }
}

function clamp(index: number, last: number): number {
  return Math.min(last, Math.max(0, index))
}

/** The nearest tile that lies wholly below (1) or above (-1): the representative is as high as two rows. */
function nearest(places: readonly TilePlace[], index: number, direction: 1 | -1): number {
  const from = places[index]
  if (from === undefined) return index
  const centre = ({ x, width }: TilePlace): number => x + width / 2
  const away = (place: TilePlace): number =>
    direction === 1 ? place.y - (from.y + from.height) : from.y - (place.y + place.height)
  const candidates = places
    .map((place, at) => ({ at, away: away(place), aside: Math.abs(centre(place) - centre(from)) }))
    // Half a pixel: layouts round.
    .filter((candidate) => candidate.away > -0.5)
    .toSorted((one, other) => one.away - other.away || one.aside - other.aside || one.at - other.at)
  return candidates[0]?.at ?? index
}
