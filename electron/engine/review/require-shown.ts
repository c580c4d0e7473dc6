import { ReviewRefused } from './review-refused.ts'

/** @throws ReviewRefused naming a listing that was not on screen */
export function requireAllShown(items: readonly number[], shown: readonly number[]): void {
  const stranger = items.find((item) => !shown.includes(item))
  if (stranger !== undefined)
    throw new ReviewRefused(
      `Expected listings of the case but received ${stranger}, which was not on screen.`,
      'Open the case again.',
    )
}

/**
 * The listings on screen besides a part of them.
 * @throws ReviewRefused where nothing would be left, or a listing was not on screen
 */
export function requirePart(part: readonly number[], shown: readonly number[]): number[] {
  requireAllShown(part, shown)
  const others = shown.filter((item) => !part.includes(item))
  if (others.length === 0)
    throw new ReviewRefused(
      `Expected a part of the ${shown.length} listings on screen but received all of them.`,
      'Leave at least one behind.',
    )
  return others
}
