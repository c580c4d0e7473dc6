import { countNumbers } from './tensor-bytes.ts'

/** Where each number of a tensor lies in a storage: number [i, j, ...] at offset + i * strides[0] + j * strides[1] ... */
export interface StridedView {
  readonly offset: number
  readonly shape: readonly number[]
  readonly strides: readonly number[]
}

/** The numbers of a storage that a view touches: from `first` up to and without `end`; null when it cannot be counted. */
export function touchedRange({ offset, shape, strides }: StridedView): { first: number; end: number } | null {
  if (countNumbers(shape) === 0) return { first: 0, end: 0 }
  const last = shape.reduce((sum, size, n) => sum + (size - 1) * (strides[n] ?? 0), offset)
  return Number.isSafeInteger(last) ? { first: offset, end: last + 1 } : null
}

/** Whether its numbers lie one after another, row-major. */
export function isContiguous({ shape, strides }: StridedView): boolean {
  let step = 1
  for (let n = shape.length - 1; n >= 0; n -= 1) {
    const size = shape[n] ?? 0
    if (size === 0) return true
    if (size !== 1 && strides[n] !== step) return false
    step *= size
  }
  return true
}

/**
 * Copies a transposed, sliced or expanded view into one whose numbers lie one after another, row-major.
 * @param storage holds what `touchedRange` names; the view's offset counts from its start
 * @param numberBytes 1, 2, 4 or 8
 */
export function gatherStrided(
  storage: Uint8Array,
  { offset, shape, strides }: StridedView,
  numberBytes: number,
): Uint8Array {
  const numbers = countNumbers(shape) ?? 0
  const target = new Uint8Array(numbers * numberBytes)
  const index = shape.map(() => 0)
  let at = offset
  for (let n = 0; n < numbers; n += 1) {
    // The bytes as they are: as floats they could lose the bits of a NaN.
    for (let byte = 0; byte < numberBytes; byte += 1) {
      target[n * numberBytes + byte] = storage[at * numberBytes + byte] ?? 0
    }
    // Counts up like an odometer: the last place first.
    for (let place = shape.length - 1; place >= 0; place -= 1) {
      const stride = strides[place] ?? 0
      const next = (index[place] ?? 0) + 1
      if (next < (shape[place] ?? 0)) {
        index[place] = next
        at += stride
        break
      }
      index[place] = 0
      at -= stride * (next - 1)
    }
  }
  return target
}
