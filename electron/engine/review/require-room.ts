import { GroupTooLarge } from './group-too-large.ts'
import type { Settlement } from './settle.ts'
import { wouldExceed, type ProposedVerdict } from './would-exceed.ts'

/** @throws GroupTooLarge where the verdicts would make a product of more than 50 listings */
export function requireRoom(verdicts: readonly ProposedVerdict[], settlement: Settlement): void {
  const size = wouldExceed(settlement, verdicts)
  if (size === null) return
  const joined = new Set(
    verdicts.filter(({ together }) => together).flatMap(({ itemA, itemB }) => [itemA, itemB]),
  )
  throw new GroupTooLarge(
    size,
    `${joined.size} listings would be joined, with all that were said to be the same product as one of them`,
  )
}
