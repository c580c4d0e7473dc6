import type { Settlement } from '../settlement/settle.ts'

/** A member that only a verdict brought in was never measured against the representative: anybody's guess. */
const UNMEASURED_MISS = 0.5

/**
 * What a curator's next look at a group is worth: the wrong pairs that it is expected to put right, for each listing to
 * be judged. A member that does not belong makes a wrong pair with every other.
 * @param members representative first
 * @param scores beside `members`: calibrated probability of each against the representative
 * @returns 0 where everything is settled
 */
export function groupValue(
  members: readonly number[],
  scores: readonly number[],
  settlement: Settlement,
): number {
  const [representative = 0] = members
  const misses = members.flatMap((item, place) => {
    if (place === 0 || settlement.relationOf(representative, item) !== null) return []
    const score = scores[place] ?? 0
    return [score === 0 ? UNMEASURED_MISS : 1 - score]
  })
  if (misses.length === 0) return 0
  return (misses.reduce((sum, miss) => sum + miss, 0) * (members.length - 1)) / misses.length
}
