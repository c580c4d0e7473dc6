import type { RgbPicture } from './rgb-picture.ts'

/** A part of a picture, in its pixels. */
export interface PictureArea {
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
}

/** Another picture that stands on the same canvas, cut to fill its place. */
export interface PictureBeside extends PictureArea {
  readonly picture: RgbPicture
}

/** What a photo is laid on. */
export interface PhotoCanvas {
  /** A whole document, whose size is the canvas's. */
  readonly backgroundSvg: string
  /** Where the photo's upper left corner goes. */
  readonly left: number
  readonly top: number
  /** Laid under the photo where the two overlap, or over it. */
  readonly below?: readonly PictureBeside[]
  readonly above?: readonly PictureBeside[]
}

/** How somebody's photo becomes another listing's. Applied in the order of the fields. */
export interface PhotoEdit {
  readonly keep?: PictureArea
  /** Left to right. */
  readonly mirror?: boolean
  /** Stretched to this size. */
  readonly size?: { readonly width: number; readonly height: number }
  /** Standard deviation of a Gaussian, in pixels of that size; 0.3 or more. */
  readonly blurPx?: number
  /** Each channel becomes a sum of red, green and blue. */
  readonly colours?: ColourMatrix
  /** A document of the photo's size by then: the photo stays where it is opaque, and becomes clear where it is not. */
  readonly cutOutSvg?: string
  readonly canvas?: PhotoCanvas
  /** A document no larger than the result, laid over it. */
  readonly overlaySvg?: string
  /** 1..100 */
  readonly jpegQuality: number
}

type Row = readonly [red: number, green: number, blue: number]
/** Row by row: what red, green and blue are made of. */
export type ColourMatrix = readonly [Row, Row, Row]
