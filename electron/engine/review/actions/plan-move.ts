import { say } from '../../../contract/saying.ts'
import type { CatalogueSession } from '../../catalogue-session.ts'
import { GroupTooLarge } from '../settlement/group-too-large.ts'
import { apartVerdicts, togetherVerdicts, type PlannedVerdict } from './plan-verdicts.ts'
import { requireAllShown } from './require-shown.ts'
import { ReviewRefused } from './review-refused.ts'
import type { SaidRelation } from './said-relation.ts'
import { MAXIMUM_BLOCK_SIZE } from '../settlement/settle.ts'

/**
 * What is to be said so that some of the listings on screen go to another group.
 * @returns the listing that stands for that group, and the verdicts: those that keep apart before those that join
 * @throws ReviewRefused where that makes no sense; GroupTooLarge where the group could not hold them
 */
export function planMove(
  { shown, items, to }: { shown: readonly number[]; items: readonly number[]; to: number },
  said: { readonly together: SaidRelation; readonly apart: SaidRelation },
  session: CatalogueSession,
): { target: number; verdicts: PlannedVerdict[] } {
  requireAllShown(items, shown)
  const { settlement } = session.ledger
  const members = groupAt(to, session)
  const [target = to] = members
  const left = shown.filter((item) => !items.includes(item))
  const inBoth = members.find((item) => shown.includes(item))
  if (inBoth !== undefined) throw new ReviewRefused(say('moveToSameGroup', {}))
  const block = settlement.blockOf.get(target)
  if (block !== undefined && left.some((item) => settlement.blockOf.get(item) === block))
    throw new ReviewRefused(say('moveTornApart', {}))
  const size = new Set([...members, ...items]).size
  if (size > MAXIMUM_BLOCK_SIZE)
    throw new GroupTooLarge(
      size,
      say('moveTooLarge', { size, members: members.length, items: items.length, most: MAXIMUM_BLOCK_SIZE }),
    )
  return {
    target,
    verdicts: [
      ...apartVerdicts(items, left, said.apart, settlement),
      ...togetherVerdicts(target, items, said.together, settlement),
    ],
  }
}

/** The members of the group that holds an item, its representative first; the item alone where it is in none. */
function groupAt(item: number, { repositories, run }: CatalogueSession): number[] {
  if (repositories.items.filterPresent([item]).length === 0)
    throw new ReviewRefused(say('moveToNothing', { item: String(item) }))
  const [group] = run === null ? [] : repositories.groups.findOfItems(run.id, [item])
  if (run === null || group === undefined) return [item]
  return repositories.groups.findMembers(run.id, group).map(({ itemId }) => itemId)
}
