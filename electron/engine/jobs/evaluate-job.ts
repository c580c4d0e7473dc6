import type { EvaluationNote, EvaluationReport, EvaluationTruth, PairError } from '../../contract/evaluate.ts'
import { currentRun } from '../catalogue/current-run.ts'
import type { MatchableItem } from '../catalogue/item-repository.ts'
import type { Repositories } from '../catalogue/repositories.ts'
import type { MatchRun } from '../catalogue/run-repository.ts'
import { evaluate } from '../evaluate/evaluate.ts'
import { readJudgedPairs } from '../evaluate/read-judged-pairs.ts'
import { truthNotes } from '../evaluate/truth-notes.ts'
import { truthOfLabels, truthOfPairs, type Truth } from '../evaluate/truth.ts'
import type { WrongPair } from '../evaluate/worst-errors.ts'
import { exportIds } from '../export/export-ids.ts'
import { measuredChannels, storedScores } from './evaluated-channels.ts'
import { evaluatedTexts } from './evaluated-texts.ts'
import { now, type JobContext } from './job-context.ts'
import type { EvaluatePayload } from './job-payload.ts'
import { readShippedScorer } from '../match/scorer/shipped-scorer.ts'
import { loadForMatching } from './load-for-matching.ts'

/** Compares what matching makes of the catalogue with known products, and keeps a report of it; changes nothing else. */
export async function evaluateJob(payload: EvaluatePayload, context: JobContext): Promise<void> {
  const { repositories, meter, jobId } = context
  const forMatching = await loadForMatching((await readShippedScorer()).imageMarks, context)
  const { items, itemIds } = forMatching.loaded
  const { truth, notes } = await readTruth(payload.truth, items, repositories)
  const run = currentRun(repositories)
  const groups = groupsOf(run, repositories)
  const groupOf = Int32Array.from(itemIds, (id) => groups.get(id) ?? -1)
  const score = await storedScores(run, itemIds, context)
  const measured = await measuredChannels(forMatching, context)
  meter.start('evaluate', null)
  const { wrong, missed, ...figures } = await evaluate(
    {
      truth,
      categories: items.map(({ category }) => category),
      groupOf,
      channels: [score, ...measured],
      texts: evaluatedTexts(
        items.map(({ title }) => title),
        payload.glove ?? repositories.settings.get('word-vectors'),
        context,
      ),
      threshold: run?.threshold ?? Number(repositories.settings.get('threshold')),
    },
    { compare: payload.compare, thresholds: payload.thresholds },
    async (done) => {
      meter.update(done)
      await context.checkpoint()
    },
  )
  const told = [...truthNotes(payload.truth.kind, truth), ...notes, ...runNotes(run, items)]
  const named = nameErrors(items, groups, repositories)
  const report: EvaluationReport = {
    ...figures,
    jobId,
    createdAt: now(),
    truth: payload.truth,
    threshold: run?.threshold ?? Number(repositories.settings.get('threshold')),
    scorerVersion: run?.scorerVersion ?? null,
    items: items.length,
    worst: { wrong: named(wrong), missed: named(missed) },
    notes: told,
  }
  repositories.transaction(() =>
    repositories.reports.save(jobId, 'evaluation', report.createdAt, JSON.stringify(report)),
  )
}

function groupsOf(run: MatchRun | null, { groups }: Repositories): Map<number, number> {
  const members = run === null ? [] : groups.findAllMembers(run.id)
  return new Map(members.map(({ itemId, representative }) => [itemId, representative]))
}

async function readTruth(
  asked: EvaluationTruth,
  items: readonly MatchableItem[],
  repositories: Repositories,
): Promise<{ truth: Truth; notes: readonly EvaluationNote[] }> {
  if (asked.kind === 'label-group')
    return { truth: truthOfLabels(items.map(({ labelGroup }) => labelGroup)), notes: [] }
  const numbers = numbersByName(items, repositories)
  const { pairs, others, notes } = await readJudgedPairs(asked.path, (id) => numbers.get(id), asked.split)
  return { truth: truthOfPairs(items.length, pairs, others), notes }
}

/** Dense numbers by the name that exports give an item: its own id where no other source has the same. */
function numbersByName(
  items: readonly MatchableItem[],
  { items: repository }: Repositories,
): Map<string, number> {
  const numbers = new Map(items.map(({ id }, number) => [id, number]))
  const names = exportIds(repository.findAllNamed())
  return new Map(
    [...names].flatMap(([id, name]) => {
      const number = numbers.get(id)
      return number === undefined ? [] : [[name, number] as const]
    }),
  )
}

function runNotes(run: MatchRun | null, items: readonly MatchableItem[]): EvaluationNote[] {
  const words = 'Nothing has been matched yet, so that there are no scores and no groups. Match first.'
  return run === null && items.length > 0 ? [{ kind: 'not-matched', words }] : []
}

function nameErrors(
  items: readonly MatchableItem[],
  groups: ReadonlyMap<number, number>,
  { items: repository }: Repositories,
): (pairs: readonly WrongPair[]) => PairError[] {
  const idOf = (number: number): number => items[number]?.id ?? 0
  return (pairs) => {
    const ids = [...new Set(pairs.flatMap(({ a, b }) => [idOf(a), idOf(b)]))]
    const found = new Map(repository.findByIds(ids).map((item) => [item.id, item]))
    return pairs.map(({ a, b, score }) => {
      const [itemA, itemB] = [idOf(a), idOf(b)]
      const [one, other] = [found.get(itemA), found.get(itemB)]
      return {
        itemA,
        itemB,
        externalIdA: one?.externalId ?? '',
        externalIdB: other?.externalId ?? '',
        titleA: one?.title ?? null,
        titleB: other?.title ?? null,
        score,
        groupA: groups.get(itemA) ?? null,
        groupB: groups.get(itemB) ?? null,
      }
    })
  }
}
