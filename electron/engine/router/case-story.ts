import type { ReviewCase } from '../../contract/groups.ts'
import type { CatalogueSession } from '../catalogue-session.ts'
import { actionsTouching } from '../review/actions/actions-touching.ts'
import { caseMarks } from '../review/marks/case-marks.ts'
import { caseNews } from '../review/marks/case-news.ts'
import { actionRows } from './action-rows.ts'

/** What was done to a case. */
type CaseStory = Pick<ReviewCase, 'notes' | 'flag' | 'skipped' | 'history' | 'news'>

const SHOWN_ACTIONS = 20

/** Of a case that is asked again without showing what was said of it. */
export const NO_STORY: CaseStory = { notes: [], flag: null, skipped: null, history: [], news: null }

export function caseStory(session: CatalogueSession, members: readonly number[]): CaseStory {
  const { folded } = session.ledger
  if (!members.some((item) => folded.isTouched(item))) return NO_STORY
  const marks = caseMarks(members, folded)
  const news = caseNews(members, folded)
  const [flag] = marks.flag === null ? [] : actionRows(session, [marks.flag])
  return {
    notes: actionRows(session, marks.notes).map(({ id, text, reviewer, at, replaces }) => ({
      id,
      text,
      reviewer,
      at,
      edited: replaces !== null,
    })),
    flag:
      flag === undefined ? null : { id: flag.id, question: flag.text, reviewer: flag.reviewer, at: flag.at },
    skipped: marks.skip === null ? null : { reviewer: marks.skip.reviewer, at: marks.skip.at },
    history: actionRows(session, actionsTouching(members, folded).slice(0, SHOWN_ACTIONS)),
    news:
      news === null ? null : { items: [...news.items], since: news.last.at, reviewer: news.last.reviewer },
  }
}
