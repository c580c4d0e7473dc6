import { say } from '../../contract/saying.ts'
import { currentRun } from '../catalogue/current-run.ts'
import type { MatchRun } from '../catalogue/run-repository.ts'
import { MODEL_SETTING } from '../models/model-roles.ts'
import { describeRehearsal, type RehearsedGroups } from '../rehearse/describe-rehearsal.ts'
import { saveRehearsal, type StoredRehearsal } from '../rehearse/stored-rehearsal.ts'
import { VerdictLedger } from '../review/settlement/verdict-ledger.ts'
import { acceptRehearsal } from './accept-rehearsal.ts'
import { cutGroups } from './cut-groups.ts'
import { describeCatalogue } from './describe-catalogue.ts'
import { now, type JobContext } from './job-context.ts'
import type { RehearsePayload } from './job-payload.ts'
import { loadPairScores } from './load-pair-scores.ts'
import { buildRun } from './match-job.ts'
import { requireScorer, rescoring } from './rescore-pairs.ts'
import { deleteOtherRuns } from './take-over-run.ts'
import { withSettings } from './with-settings.ts'

type Trial = Extract<RehearsePayload, { step: 'try' }>

/** Says what a change would do before it takes effect, or lets it take effect, or clears away what was built for it. */
export async function rehearseJob(payload: RehearsePayload, context: JobContext): Promise<void> {
  if (payload.step === 'try') return tryChange(payload, context)
  if (payload.step === 'accept') return acceptRehearsal(context)
  const run = currentRun(context.repositories)
  if (run !== null) await deleteOtherRuns(run.id, context)
}

async function tryChange(trial: Trial, context: JobContext): Promise<void> {
  const { repositories } = context
  const run = currentRun(context.repositories)
  if (run === null) {
    context.note(say('notMatchedToRehearse', {}))
    return
  }
  // What was built for an earlier rehearsal gives way to this one.
  repositories.settings.remove('rehearsal')
  await deleteOtherRuns(run.id, context)
  const threshold = trial.threshold ?? run.threshold
  const ledger = new VerdictLedger(repositories.actions)
  const before = {
    groups: groupsOf(run.id, context),
    pairs: await loadPairScores(run.id, context),
    threshold: run.threshold,
  }
  const { after, waiting } =
    trial.model === undefined
      ? { after: await groupAnew(run, threshold, trial.scorer, ledger, context), waiting: null }
      : await matchAnew(trial.model, threshold, context)
  const result = {
    ...describeRehearsal(before, after, ledger.settlement.accepted, repositories),
    ...wordsOf(trial, run, threshold, context),
    createdAt: now(),
  }
  repositories.transaction(() =>
    saveRehearsal(repositories, {
      baselineRunId: run.id,
      threshold,
      scorer: trial.scorer ?? null,
      waiting,
      result,
    }),
  )
  context.count('groups that would be split', result.groups.split)
  context.count('groups that would be merged', result.groups.merged)
  context.count('groups that would appear', result.groups.appeared)
  context.count('groups that would vanish', result.groups.vanished)
}

/** The run's pairs, cut into groups by another threshold, or by what another scorer makes of their evidence. */
async function groupAnew(
  run: MatchRun,
  threshold: number,
  scorerVersion: string | undefined,
  ledger: VerdictLedger,
  context: JobContext,
): Promise<RehearsedGroups> {
  const { repositories } = context
  const pairs =
    scorerVersion === undefined
      ? await loadPairScores(run.id, context)
      : await loadPairScores(
          run.id,
          context,
          rescoring(await requireScorer(scorerVersion, repositories), repositories),
        )
  const groups = cutGroups(pairs, threshold, ledger, context)
  return { groups: groups.map(({ members }) => members), pairs, threshold }
}

/** Describes and matches by another model, beside the run that counts; the new run waits. */
async function matchAnew(
  { id, role }: NonNullable<Trial['model']>,
  threshold: number,
  context: JobContext,
): Promise<{ after: RehearsedGroups; waiting: StoredRehearsal['waiting'] }> {
  const trial = {
    ...context,
    repositories: withSettings(context.repositories, [[MODEL_SETTING[role], id]]),
  }
  await describeCatalogue(trial)
  const built = await buildRun(threshold, trial)
  const pairs = await loadPairScores(built.runId, context)
  return {
    after: { groups: groupsOf(built.runId, context), pairs, threshold },
    waiting: { ...built, role, modelId: id },
  }
}

function groupsOf(runId: number, { repositories }: JobContext): number[][] {
  const members = repositories.groups.findAllMembers(runId)
  const groups = Map.groupBy(members, ({ representative }) => representative)
  return [...groups.values()].map((group) => group.map(({ itemId }) => itemId))
}

function wordsOf(
  { scorer, model }: Trial,
  run: MatchRun,
  threshold: number,
  { repositories }: JobContext,
): Pick<StoredRehearsal['result'], 'words' | 'change'> {
  const from = model === undefined ? null : repositories.settings.get(MODEL_SETTING[model.role])
  const named = (id: string | null): string =>
    id ?? (model?.role === 'pictures' ? 'the built-in encoder' : 'no model')
  const parts = [
    ...(threshold === run.threshold ? [] : [`threshold ${threshold} in place of ${run.threshold}`]),
    ...(scorer === undefined ? [] : [`scorer ${scorer} in place of ${run.scorerVersion}`]),
    ...(model === undefined ? [] : [`for ${model.role} ${named(model.id)} in place of ${named(from)}`]),
  ]
  const words = parts.length === 0 ? `threshold ${threshold}, as it is` : parts.join(', ')
  return {
    words: `${words.slice(0, 1).toUpperCase()}${words.slice(1)}`,
    change: {
      threshold: { from: run.threshold, to: threshold },
      scorer: { from: run.scorerVersion, to: scorer ?? run.scorerVersion },
      model: model === undefined ? null : { role: model.role, from, to: model.id },
    },
  }
}
