import type { Colour } from './colour.ts'

export type Family =
  | 'bottle'
  | 'carton'
  | 'jar'
  | 'pouch'
  | 'tube'
  | 'mug'
  | 'shirt'
  | 'sneaker'
  | 'backpack'
  | 'watch'
  | 'lamp'

/** What is printed: a mark of the line, or the picture of a flavour. */
export type Motif =
  | 'sun'
  | 'leaf'
  | 'waves'
  | 'peaks'
  | 'star'
  | 'flower'
  | 'flame'
  | 'drop'
  | 'fruit'
  | 'berries'
  | 'citrus'
  | 'bean'
  | 'zigzag'
  | 'dots'

/** Everything that makes one product look like itself, whoever photographs it. */
export interface ProductLook {
  readonly family: Family
  /** Which of the family's bodies, 0..FORMS-1. */
  readonly form: number
  /** How a label is laid out, 0..LAYOUTS-1. */
  readonly layout: number
  readonly body: Colour
  readonly label: Colour
  readonly accent: Colour
  readonly motif: Motif
  /** Printed words, in the letters that lettering.ts knows; empty where the product shows none. */
  readonly brand: string
  readonly words: string
  readonly measure: string
  /** Against the usual size of the family, about 0.8..1.25. */
  readonly size: number
}

export const FORMS = 4
export const LAYOUTS = 6

/** How the product stands before the camera. */
export interface Pose {
  /** Turned around its upright axis: 0 from the front, -1 and 1 three-quarter views. */
  readonly turn: number
}

/**
 * A product drawn alone. It stands on the origin, y grows downwards: it covers x from -width/2 to width/2 and
 * y from -height to 0, in pixels of a 600-pixel photo.
 */
export interface Drawing {
  readonly svg: string
  readonly width: number
  readonly height: number
  /** Photographed from above on a surface, so that its shadow is all around it. */
  readonly flatLay: boolean
}
