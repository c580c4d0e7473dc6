import { say } from '../../../contract/saying.ts'
import { ReviewRefused } from './review-refused.ts'

/** @throws ReviewRefused naming a listing that was not on screen */
export function requireAllShown(items: readonly number[], shown: readonly number[]): void {
  const stranger = items.find((item) => !shown.includes(item))
  if (stranger !== undefined) throw new ReviewRefused(say('listingNotShown', { item: String(stranger) }))
}

/**
 * The listings on screen besides a part of them.
 * @throws ReviewRefused where nothing would be left, or a listing was not on screen
 */
export function requirePart(part: readonly number[], shown: readonly number[]): number[] {
  requireAllShown(part, shown)
  const others = shown.filter((item) => !part.includes(item))
  if (others.length === 0) throw new ReviewRefused(say('allListingsTaken', { count: shown.length }))
  return others
}
