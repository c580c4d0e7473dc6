/**
 * A rectangle of a picture, in pixels of the whole, upright picture (not of what it was reduced to while it was
 * decoded), which may lie between whole ones; x to the right, y down.
 */
export interface PictureBox {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** An item that a detector found in a picture. */
export interface FoundItem {
  /** The detector's class: "shoes". */
  readonly label: string
  /** 0..1 */
  readonly score: number
  /** Wholly inside the picture, and not empty. */
  readonly box: PictureBox
}
