import type { Value } from './graph-builder.ts'

/** The part of a network that sees a picture: float32 [N, 3, H, W], normalised, to features. */
export interface ImageTower {
  /** float32 [N, ...featureShape] */
  readonly features: Value
  /** [C, h, w] of a convolutional network, [T, C] of a transformer; N comes before. */
  readonly featureShape: readonly number[]
  /** float32 [N, width]: what the published model calls its embedding, before any head. */
  readonly pooled: Value
  /** C */
  readonly width: number
}

/** Size of the pictures that a graph is built for. */
export interface PictureSize {
  readonly heightPx: number
  readonly widthPx: number
}
