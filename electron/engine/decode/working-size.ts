/** Longest edge that large pictures are reduced to for the hash and the thumbnail. */
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

/**
 * How much more than a model's edge must be left of a picture that is reduced while it is decoded: sharp's filters are
 * not Pillow's. By bench/preprocessing.ts, the reduction to 224 pixels moves the built-in encoder's embeddings by up
 * to 0.003 in cosine; with 2 times its edge left 0.0002, with 3 times 0.0001.
 */
const MARGIN = 3
/** The most that a JPEG decoder itself reduces by. */
const LARGEST_REDUCTION = 8
/** Reduced whatever the model asks, so that no picture takes more than 75 MB: 24-megapixel photos are left as they are. */
const LARGEST_WORKING_PIXELS = 25_000_000

/**
 * By how much both edges of a picture may be divided while it is decoded for a model.
 * @param workingEdgePx what the model makes of the picture's shortest edge; Infinity: every pixel is wanted
 * @returns 1, 2, 4 or 8
 */
export function workingReduction(width: number, height: number, workingEdgePx: number): number {
  const enough = MARGIN * workingEdgePx
  let reduction = 1
  while (
    reduction < LARGEST_REDUCTION &&
    (Math.min(width, height) / (reduction * 2) >= enough ||
      (width * height) / reduction ** 2 > LARGEST_WORKING_PIXELS)
  ) {
    reduction *= 2
  }
  return reduction
}
