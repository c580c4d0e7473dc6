/** An uncompressed sRGB picture. */
export interface RgbPicture {
  /** uint8 [height, width, 3], row-major. */
  readonly data: Uint8Array
  readonly width: number
  readonly height: number
  /** Size of the picture that this one was reduced from, whose exact proportions a resize follows; else absent. */
  readonly reducedFrom?: { readonly width: number; readonly height: number }
}
