/** Longest edge that large pictures are reduced to. */
export const REDUCED_EDGE_PX = 224
/**
 * Reduction from which sharp lets the JPEG decoder itself shrink. Below, the whole picture is decoded whatever size
 * is asked for, and reducing it there costs more than the decoding did.
 */
const SHRINK_ON_LOAD_FROM = 3

/**
 * Whether a picture is to be reduced while it is decoded. Others stay as they are, so that their perceptual hash is
 * that of the whole picture; at 671 x 671 they take 1.3 MB.
 */
export function isReduced(width: number, height: number): boolean {
  return Math.max(width, height) >= SHRINK_ON_LOAD_FROM * REDUCED_EDGE_PX
}
