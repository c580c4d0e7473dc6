/** What a seller's program does to a photo before the listing shows it. Applied in the order of the fields' names here. */
export interface PictureEdit {
  /** Cut to this part before anything else, in fractions of the drawing, 0..1. */
  readonly crop?: {
    readonly left: number
    readonly top: number
    readonly width: number
    readonly height: number
  }
  /** Mirrored left to right. */
  readonly flip?: boolean
  /** Size of the result. The part that is kept is stretched to it, so give both in its proportions. */
  readonly widthPx: number
  readonly heightPx: number
  /** brightness and saturation are factors, 1 leaves as it is; the hue is turned by degrees. */
  readonly modulate?: {
    readonly brightness: number
    readonly saturation: number
    readonly hueDegrees: number
  }
  /** An SVG of widthPx x heightPx laid over the result: a watermark, a badge. */
  readonly overlaySvg?: string
  readonly format: 'jpeg' | 'png' | 'webp'
  /** 1..100, for JPEG and WebP. */
  readonly quality: number
}

/**
 * Rasterises an SVG and applies the edit of a listing.
 * @param svg a whole document with its width and height in pixels
 * @returns the encoded picture file's bytes
 */
export type RenderPicture = (svg: string, edit: PictureEdit) => Promise<Uint8Array>
