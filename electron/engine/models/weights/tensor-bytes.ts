import { BYTES_OF, type StoredType } from './stored-tensor.ts'

/** How many numbers a shape holds; null when that is more than can be counted exactly. */
export function countNumbers(shape: readonly number[]): number | null {
  let count = 1
  for (const size of shape) {
    count *= size
    if (!Number.isSafeInteger(count)) return null
  }
  return count
}

/** Bytes that a tensor takes without gaps; null when that is more than can be counted exactly. */
export function tensorBytes(type: StoredType, shape: readonly number[]): number | null {
  const count = countNumbers(shape)
  const bytes = count === null ? null : count * BYTES_OF[type]
  return bytes !== null && Number.isSafeInteger(bytes) ? bytes : null
}
