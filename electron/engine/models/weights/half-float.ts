/** Powers of two by the exponent of a half float, for its fraction as a whole number of 1024ths. */
const SCALES = Float64Array.from({ length: 31 }, (_, exponent) => 2 ** (Math.max(exponent, 1) - 25))
const ALL_ONES = 0x1f

/**
 * IEEE 754 binary16 widened to float32; exact for every value.
 * @param bits uint16 [N], as F16 is stored
 * @returns float32 [N]; NaN stays NaN, zeros keep their sign
 */
export function halfToFloat32(bits: Uint16Array): Float32Array<ArrayBuffer> {
  const wide = new Float32Array(bits.length)
  // Not `Float32Array.from`, which is about 50 times slower.
  for (let n = 0; n < bits.length; n += 1) wide[n] = widenHalf(bits[n] ?? 0)
  return wide
}

function widenHalf(half: number): number {
  const sign = half & 0x8000 ? -1 : 1
  const exponent = (half >> 10) & ALL_ONES
  const fraction = half & 0x3ff
  if (exponent === ALL_ONES) return fraction === 0 ? sign * Infinity : NaN
  // Below the smallest exponent the leading one is left out.
  const significand = exponent === 0 ? fraction : fraction + 0x400
  return sign * significand * (SCALES[exponent] ?? NaN)
}

/**
 * bfloat16 widened to float32; exact for every value.
 * @param bits uint16 [N], as BF16 is stored: the upper half of a float32
 * @returns float32 [N]
 */
export function bfloat16ToFloat32(bits: Uint16Array): Float32Array<ArrayBuffer> {
  const wide = new Uint32Array(bits.length)
  for (let n = 0; n < bits.length; n += 1) wide[n] = (bits[n] ?? 0) << 16
  return new Float32Array(wide.buffer)
}
