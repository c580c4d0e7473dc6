export type PointShape = 'circle' | 'square' | 'triangle' | 'diamond'

/** How points of one kind are drawn: never told apart by their colour alone. */
export interface PointLook {
  readonly name: string
  readonly shape: PointShape
  /** Red, green, blue, 0..255. */
  readonly colour: readonly [number, number, number]
  readonly points: number
}

/** The shader has room for as many. */
export const MOST_LOOKS = 40
