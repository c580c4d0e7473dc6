import { roundHalfToEven } from '../models/preprocessing/round-half-to-even.ts'

/** Along one axis: which positions are kept, and how much padding goes before them. */
export interface Placement {
  readonly from: number
  readonly length: number
  readonly padding: number
}

/**
 * The middle `target` of `size` positions, or all of them with padding around where there are fewer.
 *
 * Libraries differ where an odd number is cut away: transformers begins at floor(d / 2), torchvision and timm at d / 2
 * rounded half to even (d = 3: 1 against 2), and a shift by one pixel shows in an embedding. So the model's own
 * library decides. Padding is laid alike by both: the smaller half comes first.
 */
export function centreWindow(size: number, target: number, rounding: 'down' | 'half-to-even'): Placement {
  const excess = size - target
  if (excess <= 0) return { from: 0, length: size, padding: Math.floor((target - size) / 2) }
  const from = rounding === 'down' ? Math.floor(excess / 2) : roundHalfToEven(excess / 2)
  return { from, length: target, padding: 0 }
}
