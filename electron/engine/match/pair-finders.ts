import type { PairFinder } from '../../contract/evidence.ts'

/**
 * Who brings two items together, in the order of the bits of `foundBy`: what candidatePairs sets, with the channels in the
 * order in which the match gives them, and last a curator who found one by the other.
 */
const FINDERS: readonly PairFinder[] = ['picture', 'code', 'image', 'phash', 'title', 'meaning', 'search']

/** What is stored of a pair that a curator brought together. */
export const FOUND_BY_SEARCH = 2 ** FINDERS.indexOf('search')

/** @param foundBy bits, as candidatePairs gives them */
export function pairFinders(foundBy: number): PairFinder[] {
  return FINDERS.filter((_, bit) => (foundBy & (2 ** bit)) !== 0)
}
