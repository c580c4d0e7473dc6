import type { LeftOutReason, SelectedGroup, SeveralDeed } from '../../../contract/several.ts'
import type { GroupRepository } from '../../catalogue/group-repository.ts'
import type { MatchRun } from '../../catalogue/run-repository.ts'
import { caseMarks } from '../marks/case-marks.ts'
import { pairKey } from '../settlement/pair-key.ts'
import { togetherVerdicts, type PlannedVerdict } from './plan-verdicts.ts'
import type { SaidRelation } from './said-relation.ts'
import type { SettledLog } from '../settlement/settled-log.ts'
import { wouldExceed } from '../settlement/would-exceed.ts'

/** A selected group that something would be done to. */
export interface PlannedGroup extends SelectedGroup {
  /** Representative first. */
  readonly members: readonly number[]
  /** What would be said of them; nothing where a group is put off or flagged. */
  readonly verdicts: readonly PlannedVerdict[]
}

export interface SeveralPlan {
  readonly groups: readonly PlannedGroup[]
  readonly leftOut: readonly { readonly groupId: number; readonly reason: LeftOutReason }[]
}

export interface SeveralState extends SettledLog {
  /** null: nothing was matched yet. */
  readonly run: MatchRun | null
  readonly groups: Pick<GroupRepository, 'find' | 'findMembers'>
}

/**
 * What would be done to each of some groups, all of it in one action. A group is left out whole where anything stands
 * against it, so that nothing of what was decided before is overruled: it is not the group that was selected any more,
 * it is decided, put off or flagged already, or its members were told apart.
 * @param said of a confirmation
 */
export function planSeveral(
  deed: SeveralDeed,
  selected: readonly SelectedGroup[],
  said: SaidRelation,
  state: SeveralState,
): SeveralPlan {
  const setAside = new Set(
    state.settlement.contradictions.map(({ verdict }) => pairKey(verdict.itemA, verdict.itemB)),
  )
  const groups: PlannedGroup[] = []
  const leftOut: { groupId: number; reason: LeftOutReason }[] = []
  const takenBlocks = new Set<number>()
  for (const { groupId, size } of new Map(selected.map((group) => [group.groupId, group])).values()) {
    const members = membersOf(groupId, state)
    const verdicts = deed === 'confirm' ? togetherVerdicts(groupId, members, said, state.settlement) : []
    const reason =
      changed(members, size) ??
      done(deed, members, verdicts, state) ??
      (deed === 'confirm' ? obstacle(members, verdicts, setAside, takenBlocks, state) : null)
    if (reason !== null) leftOut.push({ groupId, reason })
    else {
      for (const item of members) takenBlocks.add(blockOf(item, state))
      groups.push({ groupId, size, members, verdicts })
    }
  }
  return { groups, leftOut }
}

function membersOf(groupId: number, { run, groups }: SeveralState): readonly number[] {
  if (run === null || groups.find(run.id, groupId) === null) return []
  return groups.findMembers(run.id, groupId).map(({ itemId }) => itemId)
}

function blockOf(item: number, { settlement }: SeveralState): number {
  return settlement.blockOf.get(item) ?? item
}

function changed(members: readonly number[], size: number): LeftOutReason | null {
  if (members.length === 0) return 'gone'
  return members.length === size ? null : 'changed'
}

function done(
  deed: SeveralDeed,
  members: readonly number[],
  verdicts: readonly PlannedVerdict[],
  state: SeveralState,
): LeftOutReason | null {
  if (deed === 'confirm') return verdicts.length === 0 ? 'done' : null
  const { skip, flag } = caseMarks(members, state.folded)
  if (deed === 'flag') return flag === null ? null : 'done'
  const isConfirmed = new Set(members.map((item) => blockOf(item, state))).size === 1
  return skip !== null || isConfirmed ? 'done' : null
}

/** What stands against making one product of the members. */
function obstacle(
  members: readonly number[],
  verdicts: readonly PlannedVerdict[],
  setAside: ReadonlySet<string>,
  takenBlocks: ReadonlySet<number>,
  state: SeveralState,
): LeftOutReason | null {
  const { settlement } = state
  const isToldApart = members.some((item, place) =>
    members.slice(place + 1).some((other) => {
      const settled = settlement.relationOf(item, other)
      return (settled !== null && !settled.together) || setAside.has(pairKey(item, other))
    }),
  )
  if (isToldApart) return 'verdict'
  // Groups that a verdict joins already, and that are still to be cut anew: one at a time.
  if (members.some((item) => takenBlocks.has(blockOf(item, state)))) return 'changed'
  return wouldExceed(settlement, verdicts) === null ? null : 'size'
}
