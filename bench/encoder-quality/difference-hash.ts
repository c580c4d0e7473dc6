const COLUMNS = 9
const ROWS = 8

/** Size of the luma that {@link differenceHash} takes. */
export const DIFFERENCE_LUMA = { width: COLUMNS, height: ROWS } as const

/**
 * 64-bit difference hash: whether each pixel is lighter than the one to its left.
 * @param luma uint8 [8, 9], row-major, of the whole picture squeezed with Lanczos
 * @returns 64 bits, row by row
 * @see https://github.com/JohannesBuchner/imagehash - `dhash(hash_size=8)`, same bits
 */
export function differenceHash(luma: Uint8Array): boolean[] {
  if (luma.length !== COLUMNS * ROWS)
    throw new RangeError(`Expected ${COLUMNS * ROWS} luma samples but received ${luma.length}`)
  return Array.from({ length: ROWS * (COLUMNS - 1) }, (_, bit) => {
    const at = Math.floor(bit / (COLUMNS - 1)) * COLUMNS + (bit % (COLUMNS - 1))
    return (luma[at + 1] ?? 0) > (luma[at] ?? 0)
  })
}
