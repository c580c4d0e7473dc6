import { complexSquare, transform, type ComplexSquare } from './fourier.ts'
import type { Plane } from './plane.ts'

/** Where one plane lies best on the other, and how alike they are there. */
interface BestShift {
  /** The second plane's left top corner, in pixels of the first. */
  readonly x: number
  readonly y: number
  /** Correlation of what they share, -1..1, a little less for a small share. */
  readonly score: number
}

/** Sharing less than this of the smaller plane, two pictures fit by chance. */
export const LEAST_OVERLAP = 0.35

/** A chance fit of corners must not win against a fit of the whole. */
export function weighOverlap(correlation: number, share: number): number {
  return correlation * (0.7 + 0.3 * Math.min(1, share))
}

/** The smallest power of two that holds both planes beside each other in each direction. */
function edgeFor(one: Plane, other: Plane): number {
  const needed = Math.max(one.width + other.width, one.height + other.height) - 1
  return 2 ** Math.ceil(Math.log2(Math.max(2, needed)))
}

/**
 * The best shift of a plane, and of its mirrored twin, over another: all shifts at once by Fourier transform. Both planes
 * must have no brightness of their own (a mean near zero).
 * @returns of the plane as it is, and mirrored; null where nothing can be said
 */
export function bestShifts(
  fixed: Plane,
  moved: Plane,
  mirrored: Plane,
): readonly [BestShift | null, BestShift | null] {
  const edge = edgeFor(fixed, moved)
  const one = complexSquare(edge)
  place(one.real, edge, fixed)
  // Two real planes in one transform: the correlation of the second comes back as the imaginary part, negated.
  const both = complexSquare(edge)
  place(both.real, edge, moved)
  place(both.imaginary, edge, mirrored)
  transform(one, 'forward')
  transform(both, 'forward')
  const product = timesConjugate(one, both)
  transform(product, 'back')
  const energy = summedSquares(fixed)
  return [
    peak(product.real, 1, edge, fixed, energy, moved),
    peak(product.imaginary, -1, edge, fixed, energy, mirrored),
  ]
}

function place(target: Float64Array, edge: number, { width, height, data }: Plane): void {
  for (let y = 0; y < height; y += 1) target.set(data.subarray(y * width, (y + 1) * width), y * edge)
}

function timesConjugate(one: ComplexSquare, other: ComplexSquare): ComplexSquare {
  const product = complexSquare(one.edge)
  for (let at = 0; at < one.real.length; at += 1) {
    const [a, b] = [one.real[at] ?? 0, one.imaginary[at] ?? 0]
    const [c, d] = [other.real[at] ?? 0, other.imaginary[at] ?? 0]
    product.real[at] = a * c + b * d
    product.imaginary[at] = b * c - a * d
  }
  return product
}

/** Sums of squares left of and above each corner, one longer than the plane in each direction. */
function summedSquares({ width, height, data }: Plane): Float64Array {
  const sums = new Float64Array((width + 1) * (height + 1))
  for (let y = 0; y < height; y += 1) {
    let row = 0
    for (let x = 0; x < width; x += 1) {
      row += (data[y * width + x] ?? 0) ** 2
      sums[(y + 1) * (width + 1) + x + 1] = (sums[y * (width + 1) + x + 1] ?? 0) + row
    }
  }
  return sums
}

function sumIn(sums: Float64Array, width: number, x0: number, y0: number, x1: number, y1: number): number {
  const at = (x: number, y: number): number => sums[y * (width + 1) + x] ?? 0
  return at(x1, y1) - at(x0, y1) - at(x1, y0) + at(x0, y0)
}

function peak(
  correlation: Float64Array,
  sign: 1 | -1,
  edge: number,
  fixed: Plane,
  fixedEnergy: Float64Array,
  moved: Plane,
): BestShift | null {
  const movedEnergy = summedSquares(moved)
  const smaller = Math.min(fixed.width * fixed.height, moved.width * moved.height)
  let best: BestShift | null = null
  for (let y = 1 - moved.height; y < fixed.height; y += 1) {
    for (let x = 1 - moved.width; x < fixed.width; x += 1) {
      const [x0, y0] = [Math.max(0, x), Math.max(0, y)]
      const [x1, y1] = [Math.min(fixed.width, x + moved.width), Math.min(fixed.height, y + moved.height)]
      const share = ((x1 - x0) * (y1 - y0)) / smaller
      if (share < LEAST_OVERLAP) continue
      const ours = sumIn(fixedEnergy, fixed.width, x0, y0, x1, y1)
      const theirs = sumIn(movedEnergy, moved.width, x0 - x, y0 - y, x1 - x, y1 - y)
      if (ours <= 1e-3 || theirs <= 1e-3) continue
      const value = correlation[((y + edge) % edge) * edge + ((x + edge) % edge)] ?? 0
      const score = weighOverlap((sign * value) / (edge * edge) / Math.sqrt(ours * theirs), share)
      if (best === null || score > best.score) best = { x, y, score }
    }
  }
  return best
}
