/** An uncompressed sRGB picture. */
export interface RgbPicture {
  /** uint8 [height, width, 3], row-major. */
  readonly data: Uint8Array
  readonly width: number
  readonly height: number
}
