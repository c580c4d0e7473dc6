/** Bits that are set in a 32-bit integer, 0..32. */
export function popcount32(value: number): number {
  let bits = value - ((value >>> 1) & 0x55555555)
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333)
  bits = (bits + (bits >>> 4)) & 0x0f0f0f0f
  return Math.imul(bits, 0x01010101) >>> 24
}

/** Bits that are set in two 32-bit integers together, 0..64. */
export function popcount64(high: number, low: number): number {
  const pairsHigh = high - ((high >>> 1) & 0x55555555)
  const pairsLow = low - ((low >>> 1) & 0x55555555)
  const nibbles =
    (pairsHigh & 0x33333333) +
    ((pairsHigh >>> 2) & 0x33333333) +
    (pairsLow & 0x33333333) +
    ((pairsLow >>> 2) & 0x33333333)
  const bytes = (nibbles & 0x0f0f0f0f) + ((nibbles >>> 4) & 0x0f0f0f0f)
  return Math.imul(bytes, 0x01010101) >>> 24
}
