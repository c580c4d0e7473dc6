import type { GroupMarks } from '../../catalogue/group-repository.ts'
import type { ActionLog } from '../actions/action-log.ts'
import { caseMarks } from './case-marks.ts'
import { caseNews } from './case-news.ts'

const NO_MARKS: GroupMarks = { skipped: false, flagged: false, noted: false, news: 0, relations: [] }

/** What the list of groups tells of a group besides its members. */
export function groupMarks(members: readonly number[], log: ActionLog): GroupMarks {
  if (!members.some((item) => log.isTouched(item))) return NO_MARKS
  const { skip, flag, notes } = caseMarks(members, log)
  const relations = new Set<string>()
  for (const item of members) for (const { relation } of log.verdictsOf(item)) relations.add(relation)
  return {
    skipped: skip !== null,
    flagged: flag !== null,
    noted: notes.length > 0,
    news: caseNews(members, log)?.items.length ?? 0,
    relations: [...relations],
  }
}
