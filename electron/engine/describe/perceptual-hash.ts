/** Edge of the luma square that is hashed, and of the corner of its low frequencies that become bits. */
export const HASH_LUMA_EDGE_PX = 32
const FREQUENCIES = 8

/** cos(pi * index / 64); one turn is 128 steps. */
const COSINES = Float64Array.from({ length: 4 * HASH_LUMA_EDGE_PX }, (_, index) =>
  Math.cos((Math.PI * index) / (2 * HASH_LUMA_EDGE_PX)),
)

const line = new Float64Array(HASH_LUMA_EDGE_PX)

/**
 * The first 8 coefficients of the 32-point DCT-II of `line`, unscaled; overwrites `line`. The line is folded on its
 * middle again and again: differences of mirrored samples give the odd frequencies, their sums are the line for the
 * even ones. So a symmetric or flat line has coefficients of exactly 0 where a plain sum would leave rounding noise,
 * and noise would decide bits.
 */
function transformLine(out: Float64Array, start: number, step: number): void {
  let length = HASH_LUMA_EDGE_PX
  for (let unit = 1; unit < FREQUENCIES; unit *= 2) {
    const half = length / 2
    for (let frequency = unit; frequency < FREQUENCIES; frequency += 2 * unit) {
      let sum = 0
      for (let position = 0; position < half; position++) {
        const difference = (line[position] ?? 0) - (line[length - 1 - position] ?? 0)
        // frequency/unit * (2 * position + 1) / (2 * length) half turns, in steps of a 64th
        const angle = (frequency * (2 * position + 1)) % COSINES.length
        sum += difference * (COSINES[angle] ?? 0)
      }
      out[start + frequency * step] = sum
    }
    for (let position = 0; position < half; position++) {
      line[position] = (line[position] ?? 0) + (line[length - 1 - position] ?? 0)
    }
    length = half
  }
  let total = 0
  for (let position = 0; position < length; position++) total += line[position] ?? 0
  out[start] = total
}

const columnsTransformed = new Float64Array(FREQUENCIES * HASH_LUMA_EDGE_PX)
const coefficients = new Float64Array(FREQUENCIES * FREQUENCIES)

/**
 * 64-bit DCT perceptual hash of a picture.
 * @param luma uint8 [32*32], row-major, luma of the whole picture squeezed to 32x32 with Lanczos
 * @returns 8 bytes, most significant bit first; bit = coefficient above the median of the 8x8 low frequencies
 * @throws RangeError when `luma` is of another size
 * @see https://github.com/JohannesBuchner/imagehash - `phash(hash_size=8, highfreq_factor=4)`, same bits
 */
export function perceptualHash(luma: Uint8Array): Uint8Array {
  if (luma.length !== HASH_LUMA_EDGE_PX ** 2) {
    throw new RangeError(`Expected ${HASH_LUMA_EDGE_PX ** 2} luma samples but received ${luma.length}`)
  }
  for (let column = 0; column < HASH_LUMA_EDGE_PX; column++) {
    for (let row = 0; row < HASH_LUMA_EDGE_PX; row++) line[row] = luma[row * HASH_LUMA_EDGE_PX + column] ?? 0
    transformLine(columnsTransformed, column, HASH_LUMA_EDGE_PX)
  }
  for (let row = 0; row < FREQUENCIES; row++) {
    line.set(columnsTransformed.subarray(row * HASH_LUMA_EDGE_PX, (row + 1) * HASH_LUMA_EDGE_PX))
    transformLine(coefficients, row * FREQUENCIES, 1)
  }
  const sorted = coefficients.toSorted()
  const median = ((sorted[31] ?? 0) + (sorted[32] ?? 0)) / 2
  const hash = new Uint8Array(8)
  for (const [index, coefficient] of coefficients.entries()) {
    if (coefficient > median) hash[index >> 3] = (hash[index >> 3] ?? 0) | (0x80 >> (index & 7))
  }
  return hash
}
