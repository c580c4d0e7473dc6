import type { WorkCount } from '../../../contract/review.ts'
import type { ActionLog } from '../actions/action-log.ts'
import type { FoldedAction } from '../actions/folded-action.ts'

/**
 * What each reviewer did from a time on and did not take back, those who said something of most cases first.
 * @param since ISO 8601, UTC
 */
export function countWork(log: ActionLog, since: string): WorkCount[] {
  const counts = new Map<string, WorkCount>()
  for (const action of log.newestFirst()) {
    // Actions are in the order of time, but for a clock that was set back: that day is counted short.
    if (action.at < since) break
    if (!action.inForce) continue
    const { reviewer } = action
    counts.set(reviewer, withAction(counts.get(reviewer) ?? noWork(reviewer), action))
  }
  return [...counts.values()].toSorted((a, b) => b.cases - a.cases || b.verdicts - a.verdicts)
}

export function noWork(reviewer: string): WorkCount {
  return { reviewer, verdicts: 0, cases: 0, skips: 0, notes: 0, flags: 0 }
}

function withAction(count: WorkCount, { kind, verdicts, hasNote }: FoldedAction): WorkCount {
  return {
    ...count,
    verdicts: count.verdicts + verdicts.length,
    // A rule decides many cases at once, and nobody looked at them.
    cases: count.cases + Number(verdicts.length > 0 && kind !== 'rule'),
    skips: count.skips + Number(kind === 'skip'),
    notes: count.notes + Number(hasNote && kind !== 'flag'),
    flags: count.flags + Number(kind === 'flag'),
  }
}
