import { say } from '../../../contract/saying.ts'
import { GroupTooLarge } from '../settlement/group-too-large.ts'
import { MAXIMUM_BLOCK_SIZE, type Settlement } from '../settlement/settle.ts'
import { wouldExceed, type ProposedVerdict } from '../settlement/would-exceed.ts'

/** @throws GroupTooLarge where the verdicts would make a product of more than 50 listings */
export function requireRoom(verdicts: readonly ProposedVerdict[], settlement: Settlement): void {
  const size = wouldExceed(settlement, verdicts)
  if (size === null) return
  const joined = new Set(
    verdicts.filter(({ together }) => together).flatMap(({ itemA, itemB }) => [itemA, itemB]),
  )
  throw new GroupTooLarge(size, say('joinTooLarge', { size, joined: joined.size, most: MAXIMUM_BLOCK_SIZE }))
}
