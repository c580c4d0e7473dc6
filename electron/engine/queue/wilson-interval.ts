import type { EstimatedShare } from '../../contract/queue.ts'

/** The standard normal distribution's 97.5 % point. */
const Z = 1.959964

/**
 * Wilson's 95 % interval of a share: right also for few answers and for shares near 0 and 1, where the plain one is not.
 * @returns null of nothing
 */
export function wilsonInterval(hits: number, of: number): EstimatedShare | null {
  if (of === 0) return null
  const share = hits / of
  const scale = 1 + Z ** 2 / of
  const centre = (share + Z ** 2 / (2 * of)) / scale
  const half = (Z / scale) * Math.sqrt((share * (1 - share)) / of + Z ** 2 / (4 * of ** 2))
  return { share, low: Math.max(0, centre - half), high: Math.min(1, centre + half) }
}
