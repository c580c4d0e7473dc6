import type { Repositories } from '../../catalogue/repositories.ts'
import type { ActionLog } from '../actions/action-log.ts'
import { groupMarks } from './group-marks.ts'

/** Writes anew what is in force on some groups of a run. */
export function markGroups(
  { groups }: Pick<Repositories, 'groups'>,
  runId: number,
  representatives: Iterable<number>,
  log: ActionLog,
): void {
  for (const representative of representatives) {
    const members = groups.findMembers(runId, representative).map(({ itemId }) => itemId)
    if (members.length > 0) groups.mark(runId, representative, groupMarks(members, log))
  }
}

/** As above, for all groups with a member that anybody ever looked at. */
export function markTouchedGroups(repositories: Repositories, runId: number, log: ActionLog): void {
  repositories.transaction(() => {
    const touched = new Set<number>()
    for (const { representative, itemId } of repositories.groups.findAllMembers(runId))
      if (log.isTouched(itemId)) touched.add(representative)
    markGroups(repositories, runId, touched, log)
  })
}
