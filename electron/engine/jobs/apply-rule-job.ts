import { say } from '../../contract/saying.ts'
import type { NewVerdict } from '../catalogue/action-repository.ts'
import { currentRun } from '../catalogue/current-run.ts'
import type { Repositories } from '../catalogue/repositories.ts'
import type { MatchRun } from '../catalogue/run-repository.ts'
import { relationNames } from '../review/actions/relation-words.ts'
import { settle, type Settlement } from '../review/settlement/settle.ts'
import { markTouchedGroups } from '../review/marks/mark-groups.ts'
import { VerdictLedger } from '../review/settlement/verdict-ledger.ts'
import { findRulePairs, type RuledPair } from '../rules/find-rule-pairs.ts'
import { planRule, type RulePlan, type SaidRelation } from '../rules/plan-rule.ts'
import { proposedVerdict } from '../rules/proposed-verdict.ts'
import { ruleInWords } from '../rules/rule-words.ts'
import { saidByRule } from '../rules/said-by-rule.ts'
import { changedGroups, writeChangedGroups } from './changed-groups.ts'
import { now, type JobContext } from './job-context.ts'
import type { ApplyRulePayload } from './job-payload.ts'
import { pageThroughPairs } from './page-through-pairs.ts'

/** Verdicts that a curator gives meanwhile make it plan again; more often than this nobody is that quick. */
const MOST_TRIES = 20

/**
 * Records what a rule says in one action, with the groups as they then are, in one transaction: a crash leaves all of it
 * behind or none. It is planned by the verdicts of that very moment, so that it makes no contradiction.
 */
export async function applyRuleJob(payload: ApplyRulePayload, context: JobContext): Promise<void> {
  const { repositories } = context
  const run = currentRun(repositories)
  if (run === null) {
    context.note(say('notMatchedForRule', {}))
    return
  }
  const { pairs } = await findRulePairs(payload.rule, pageThroughPairs(run.id, context, 'rules'))
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const applied = await tryToApply(payload, run, pairs, context)
    if (applied === null) continue
    tell(applied, context)
    if (applied.record.length > 0) {
      context.changed('verdicts')
      context.changed('groups')
    }
    return
  }
  context.note(say('ruleOvertaken', {}))
}

/** @returns null when a verdict was given meanwhile and nothing was written */
async function tryToApply(
  { rule, name, reviewer }: ApplyRulePayload,
  run: MatchRun,
  pairs: readonly RuledPair[],
  context: JobContext,
): Promise<RulePlan | null> {
  const { repositories } = context
  const { folded, settlement, lastActionId } = new VerdictLedger(repositories.actions)
  const said = saidByRule(rule, repositories)
  const plan = planRule(pairs, said, settlement)
  const [first] = plan.record
  if (first === undefined) return plan
  const after = settledWith(plan.record, said, settlement)
  const changed = await changedGroups(run, { folded, settlement: after }, context)
  const verdicts: NewVerdict[] = plan.record.map(({ itemA, itemB }) => ({
    itemA,
    itemB,
    relation: rule.relation,
    variantAxis: rule.variantAxis ?? null,
  }))
  const title = name === '' ? ruleInWords(rule, relationNames(repositories)) : name
  const isWritten = repositories.transaction(() => {
    if (hasMoved(lastActionId, run, repositories)) return false
    const actionId = repositories.actions.append({
      kind: 'rule',
      targetActionId: null,
      groupId: first.itemA,
      shown: [],
      note: '',
      reviewer,
      at: now(),
      words: `By the rule “${title}”: ${plan.record.length} pairs`,
      verdicts,
    })
    writeChangedGroups(run.id, changed, repositories)
    folded.append(repositories.actions.findAfter(folded.lastActionId))
    markTouchedGroups(repositories, run.id, folded)
    repositories.runs.setThreshold(run.id, run.threshold, actionId)
    return true
  })
  return isWritten ? plan : null
}

function hasMoved(lastActionId: number, run: MatchRun, repositories: Repositories): boolean {
  return repositories.actions.findLastId() !== lastActionId || currentRun(repositories)?.id !== run.id
}

/** What holds once the rule's verdicts are recorded. */
function settledWith(
  record: readonly RuledPair[],
  said: SaidRelation,
  { accepted, contradictions }: Settlement,
): Settlement {
  const before = [...accepted, ...contradictions.map(({ verdict }) => verdict)]
  const lastEventId = before.reduce((last, { eventId }) => Math.max(last, eventId), 0)
  const added = record.map(({ itemA, itemB }, place) =>
    proposedVerdict({ itemA, itemB, ...said }, lastEventId + 1 + place),
  )
  return settle([...before, ...added])
}

function tell({ record, decided, leftOut, later }: RulePlan, context: JobContext): void {
  const against = leftOut.filter(({ reason }) => reason === 'verdict').length
  context.count('verdicts recorded', record.length)
  context.count('pairs decided already', decided)
  context.count('pairs left out against a verdict', against)
  context.count('pairs left out for size', leftOut.length - against)
  if (record.length === 0) context.note(say('ruleHadNothing', {}))
  if (later > 0) context.note(say('ruleHasMore', { count: later }))
}
