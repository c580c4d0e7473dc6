import type { ItemBox } from './raw-item.ts'

/** The columns that together hold the part of the picture that a listing means, as queries.csv names them. */
export interface BoxColumns {
  readonly x: string
  readonly y: string
  readonly width: string
  readonly height: string
}

const NAMES: readonly BoxColumns[] = [
  { x: 'bboxx', y: 'bboxy', width: 'bboxw', height: 'bboxh' },
  { x: 'boxx', y: 'boxy', width: 'boxw', height: 'boxh' },
  { x: 'bboxx', y: 'bboxy', width: 'bboxwidth', height: 'bboxheight' },
  { x: 'boxx', y: 'boxy', width: 'boxwidth', height: 'boxheight' },
]

/** The box columns of a table, by their names in any case and punctuation; null unless all four are there. */
export function findBoxColumns(columns: readonly string[]): BoxColumns | null {
  const find = (name: string): string | undefined =>
    columns.find((column) => column.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '') === name)
  for (const names of NAMES) {
    const [x, y, width, height] = [names.x, names.y, names.width, names.height].map(find)
    if (x !== undefined && y !== undefined && width !== undefined && height !== undefined)
      return { x, y, width, height }
  }
  return null
}

/**
 * A box from its four cells, in pixels.
 * @returns null when all cells are empty; a string that says what is wrong with them otherwise
 */
export function readBox(cells: readonly (string | null)[]): ItemBox | null | string {
  if (cells.every((cell) => cell === null)) return null
  const [x, y, width, height] = cells.map((cell) => (cell === null ? Number.NaN : Number(cell)))
  if (x === undefined || y === undefined || width === undefined || height === undefined)
    return 'it is not whole'
  if (![x, y, width, height].every(Number.isFinite)) return 'not all four are numbers'
  if (width <= 0 || height <= 0) return 'its width and height must be above 0'
  return { x, y, width, height }
}
