import { say } from '../../contract/saying.ts'
import { MODEL_SETTING } from '../models/model-roles.ts'
import { findRehearsal, type StoredRehearsal } from '../rehearse/stored-rehearsal.ts'
import { newGroups } from '../review/settlement/recut-groups.ts'
import { VerdictLedger } from '../review/settlement/verdict-ledger.ts'
import { cutGroups } from './cut-groups.ts'
import { now, type JobContext } from './job-context.ts'
import { loadPairScores } from './load-pair-scores.ts'
import { modelsInUse, useTextSpaces } from './models-in-use.ts'
import { pageThroughPairs } from './page-through-pairs.ts'
import { requireScorer, rescoring } from './rescore-pairs.ts'
import { saveQueue } from './save-queue.ts'
import { takeOverRun } from './take-over-run.ts'
import { withSettings } from './with-settings.ts'

const BATCH = 1000

/** Lets the change that waits take effect, with the verdicts as they are now. */
export async function acceptRehearsal(context: JobContext): Promise<void> {
  const rehearsal = findRehearsal(context.repositories)
  if (rehearsal === null) {
    context.note(say('rehearsalOutOfDate', {}))
    return
  }
  if (rehearsal.waiting !== null) await acceptModel(rehearsal.waiting, context)
  else if (rehearsal.scorer !== null) await acceptScorer(rehearsal.scorer, rehearsal, context)
  else await acceptThreshold(rehearsal, context)
}

/** The run that was built by the other model counts from now on, and so does the model. */
async function acceptModel(
  waiting: NonNullable<StoredRehearsal['waiting']>,
  context: JobContext,
): Promise<void> {
  const { repositories, dataFolder } = context
  const setting = MODEL_SETTING[waiting.role]
  // Read first: a model that was removed meanwhile leaves everything as it is.
  const models = await modelsInUse(withSettings(repositories, [[setting, waiting.modelId]]), dataFolder)
  await takeOverRun(waiting, context, () => {
    if (waiting.modelId === null) repositories.settings.remove(setting)
    else repositories.settings.set(setting, waiting.modelId)
    useTextSpaces(models, repositories)
  })
  context.changed('models')
}

/** The pairs with their new scores are a new run, which takes the place of the one before as after a match. */
async function acceptScorer(
  version: string,
  { baselineRunId, threshold }: StoredRehearsal,
  context: JobContext,
): Promise<void> {
  const { repositories } = context
  const scoreOf = rescoring(await requireScorer(version, repositories), repositories)
  const run = repositories.runs.find(baselineRunId)
  const pictureSpaceId = Number(repositories.settings.get('current-space'))
  const ledger = new VerdictLedger(repositories.actions)
  const runId = repositories.runs.add(
    {
      threshold,
      scorerVersion: version,
      lastActionId: ledger.lastActionId,
      distanceScale: run?.distanceScale ?? 1,
    },
    now(),
  )
  for await (const page of pageThroughPairs(baselineRunId, context)) {
    const rescored = page.map((pair) => ({ ...pair, score: scoreOf(pair) }))
    repositories.transaction(() => repositories.pairs.addAll(runId, rescored))
  }
  const pairs = await loadPairScores(runId, context)
  const groups = cutGroups(pairs, threshold, ledger, context)
  for (let start = 0; start < groups.length; start += BATCH) {
    const batch = newGroups(groups.slice(start, start + BATCH), repositories, ledger)
    repositories.transaction(() => repositories.groups.addAll(runId, batch))
    await context.checkpoint()
  }
  saveQueue(runId, { pairs, groups, settlement: ledger.settlement }, repositories)
  context.count('groups', groups.length)
  await takeOverRun({ runId, pictureSpaceId }, context, () => repositories.settings.set('scorer', version))
}

/** The pairs stay, so the run does too: its groups are cut anew in one transaction. */
async function acceptThreshold(
  { baselineRunId, threshold }: StoredRehearsal,
  context: JobContext,
): Promise<void> {
  const { repositories } = context
  const ledger = new VerdictLedger(repositories.actions)
  const { settlement, lastActionId } = ledger
  const pairs = await loadPairScores(baselineRunId, context)
  const groups = cutGroups(pairs, threshold, ledger, context)
  const rows = newGroups(groups, repositories, ledger)
  repositories.transaction(() => {
    while (repositories.groups.deleteSome(baselineRunId, BATCH) > 0);
    repositories.groups.addAll(baselineRunId, rows)
    saveQueue(baselineRunId, { pairs, groups, settlement }, repositories)
    // A verdict given while this was computed is newer, and is applied when the engine hears that groups changed.
    repositories.runs.setThreshold(baselineRunId, threshold, lastActionId)
    repositories.settings.set('threshold', String(threshold))
    repositories.settings.remove('rehearsal')
  })
  context.count('groups', groups.length)
  context.changed('groups')
}
