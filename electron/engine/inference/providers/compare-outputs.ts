import type { Results } from '../feed-tensor.ts'

export interface Difference {
  /** Largest difference of two numbers. */
  readonly maxDifference: number
  /** The same as a part of the largest of the reference's numbers in that output. */
  readonly relative: number
  /** Smallest cosine of two rows. */
  readonly cosine: number
}

/** @returns null where the outputs do not have the same names and shapes, or are not made of numbers */
export function compareOutputs(ours: Results, reference: Results): Difference | null {
  let [maxDifference, relative, cosine] = [0, 0, 1]
  for (const [name, { data, dims }] of Object.entries(reference)) {
    const other = ours[name]
    if (other === undefined || other.dims.join() !== dims.join()) return null
    let [largest, difference] = [0, 0]
    for (let at = 0; at < data.length; at++) {
      const [a = 0, b = 0] = [other.data[at], data[at]]
      if (!Number.isFinite(a)) return null
      largest = Math.max(largest, Math.abs(b))
      difference = Math.max(difference, Math.abs(a - b))
    }
    maxDifference = Math.max(maxDifference, difference)
    relative = Math.max(relative, difference / Math.max(largest, Number.MIN_VALUE))
    cosine = Math.min(cosine, smallestCosine(other.data, data, dims[0] ?? 1))
  }
  return { maxDifference, relative, cosine }
}

function smallestCosine(a: Float32Array, b: Float32Array, rows: number): number {
  const length = a.length / rows
  let smallest = 1
  for (let row = 0; row < rows; row++) {
    let [dot, lengthA, lengthB] = [0, 0, 0]
    for (let at = row * length; at < (row + 1) * length; at++) {
      const [x = 0, y = 0] = [a[at], b[at]]
      dot += x * y
      lengthA += x * x
      lengthB += y * y
    }
    const same = lengthA === 0 && lengthB === 0
    smallest = Math.min(smallest, same ? 1 : dot / Math.max(Math.sqrt(lengthA * lengthB), Number.MIN_VALUE))
  }
  return smallest
}
