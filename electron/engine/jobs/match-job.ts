import type { StoredPair } from '../catalogue/pair-repository.ts'
import { groupItems } from '../group/group-items.ts'
import { candidatePairs, type CandidatePairs } from '../match/candidate-pairs.ts'
import type { CandidateChannel } from '../match/candidate-channel.ts'
import { findHubs, setHubsAside } from '../match/hubs.ts'
import type { MatchInput } from '../match/match-input.ts'
import { measurePair } from '../match/measure-pair.ts'
import { prepareMatch, type PreparedMatch } from '../match/prepare-match.ts'
import { scorePair, type Scorer } from '../match/scorer.ts'
import { readShippedScorer } from '../match/shipped-scorer.ts'
import { formatStoredEvidence } from '../match/stored-evidence.ts'
import { titleNeighbours } from '../match/title-neighbours.ts'
import { newGroups } from '../review/recut-groups.ts'
import { groupingConstraints } from '../review/grouping-constraints.ts'
import { VerdictLedger } from '../review/verdict-ledger.ts'
import { hammingNeighbours } from '../vector-index/hamming-neighbours.ts'
import type { WorkOptions } from '../vector-index/pace.ts'
import { builtInSpace } from './built-in-space.ts'
import { imageNeighbours } from './image-neighbours.ts'
import { now, type JobContext } from './job-context.ts'
import type { MatchPayload } from './job-payload.ts'
import { loadMatchInput, type LoadedMatchInput } from './load-match-input.ts'

/** Neighbours taken from each channel (DESIGN: the top 50). */
const NEIGHBOURS = 50
/** Beyond this, perceptual hashes of different pictures collide too often to bring a pair together. */
const PHASH_DISTANCE_BITS = 12
const PHASH_CLOSE_BITS = 4
const IMAGE_CLOSE_DISTANCE = 0.02
/** Pairs less likely than this are not kept: they can be measured again, and no threshold in use comes near. */
const KEPT_SCORE = 0.02
/** Rows a transaction: a verdict given meanwhile waits at most for one of them. */
const BATCH = 1000

interface ScoredPairs {
  readonly a: number[]
  readonly b: number[]
  readonly score: number[]
}

/**
 * Finds candidate pairs in every channel, measures and scores them, and proposes groups, as a new run beside the one
 * that counts; the new run takes its place at the end, in one small transaction.
 */
export async function matchJob(payload: MatchPayload, context: JobContext): Promise<void> {
  const { repositories } = context
  const scorer = await readShippedScorer()
  const threshold = payload.threshold ?? Number(repositories.settings.get('threshold'))
  const { model, spaceId } = await builtInSpace(repositories)
  const loaded = loadMatchInput(repositories, spaceId, model.space.dimension)
  const { input, prepared, candidates } = await findCandidates(loaded, spaceId, context)

  const ledger = new VerdictLedger(repositories.actions)
  const runId = repositories.runs.add(
    { threshold, scorerVersion: scorer.version, lastActionId: ledger.lastActionId },
    now(),
  )
  const pairs = await storePairs(runId, loaded, input, prepared, candidates, scorer, context)
  await storeGroups(runId, threshold, loaded, pairs, ledger, context)
  repositories.transaction(() => {
    repositories.settings.set('threshold', String(threshold))
    repositories.settings.set('current-run', String(runId))
  })
  context.changed('groups')
  await deleteOtherRuns(runId, context)
}

/** Progress of one kernel under the job's stage; the kernels let the thread go by themselves. */
function stageOptions(stage: 'index' | 'match', { meter, signal }: JobContext): WorkOptions {
  meter.start(stage, null)
  return { signal, onProgress: (done, total) => meter.update(Math.min(done, total), total) }
}

async function findCandidates(
  { input }: LoadedMatchInput,
  spaceId: number,
  context: JobContext,
): Promise<{ input: MatchInput; prepared: PreparedMatch; candidates: CandidatePairs }> {
  const prepared = await prepareMatch(input, stageOptions('index', context))
  await context.checkpoint()
  const { embeddings, phashes, dimension } = input.pictures
  const image: CandidateChannel = {
    name: 'image',
    of: 'pictures',
    closeDistance: IMAGE_CLOSE_DISTANCE,
    neighbours: await imageNeighbours(
      embeddings,
      dimension,
      NEIGHBOURS,
      spaceId,
      context,
      stageOptions('index', context),
    ),
  }
  await context.checkpoint()
  const phash: CandidateChannel = {
    name: 'phash',
    of: 'pictures',
    closeDistance: PHASH_CLOSE_BITS,
    neighbours: await hammingNeighbours(
      phashes,
      PHASH_DISTANCE_BITS,
      NEIGHBOURS,
      stageOptions('index', context),
    ),
  }
  await context.checkpoint()
  const title: CandidateChannel = {
    name: 'title',
    of: 'items',
    closeDistance: 0,
    neighbours: await titleNeighbours(prepared.titleVectors, NEIGHBOURS, stageOptions('index', context)),
  }
  await context.checkpoint()
  const channels = [image, phash, title]
  const hubs = findHubs(input, channels)
  context.count('pictures set aside as hubs', hubs.length)
  const withoutHubs = setHubsAside(input, hubs)
  const candidates = await candidatePairs(
    withoutHubs,
    prepared.codes,
    channels,
    stageOptions('match', context),
  )
  context.count('candidate pairs', candidates.a.length)
  return { input: withoutHubs, prepared, candidates }
}

/** Measures and scores every candidate and keeps those that could ever matter. */
async function storePairs(
  runId: number,
  { itemIds, pictureIds }: LoadedMatchInput,
  input: MatchInput,
  prepared: PreparedMatch,
  candidates: CandidatePairs,
  scorer: Scorer,
  context: JobContext,
): Promise<ScoredPairs> {
  const { repositories, meter } = context
  const total = candidates.a.length
  const kept: ScoredPairs = { a: [], b: [], score: [] }
  meter.start('match', total)
  for (let start = 0; start < total; start += BATCH) {
    const end = Math.min(start + BATCH, total)
    const batch: StoredPair[] = []
    for (let n = start; n < end; n += 1) {
      const [a, b] = [candidates.a[n] ?? 0, candidates.b[n] ?? 0]
      const measures = measurePair(input, prepared, a, b)
      const { score } = scorePair(measures, scorer)
      if (score < KEPT_SCORE) continue
      // Items are numbered in the order of their ids, so a < b holds for the ids as well.
      const [itemA, itemB] = [itemIds[a] ?? 0, itemIds[b] ?? 0]
      kept.a.push(itemA)
      kept.b.push(itemB)
      kept.score.push(score)
      batch.push({ itemA, itemB, score, evidence: formatStoredEvidence(measures, pictureIds) })
    }
    repositories.transaction(() => repositories.pairs.addAll(runId, batch))
    meter.update(end)
    await context.checkpoint()
  }
  context.count('pairs kept', kept.a.length)
  return kept
}

async function storeGroups(
  runId: number,
  threshold: number,
  { itemIds }: LoadedMatchInput,
  pairs: ScoredPairs,
  ledger: VerdictLedger,
  context: JobContext,
): Promise<void> {
  const { repositories, meter } = context
  meter.start('group', null)
  const groups = groupItems({
    items: itemIds,
    pairs: {
      a: Uint32Array.from(pairs.a),
      b: Uint32Array.from(pairs.b),
      score: Float32Array.from(pairs.score),
    },
    threshold,
    ...groupingConstraints(ledger.settlement, new Set(itemIds)),
  })
  for (let start = 0; start < groups.length; start += BATCH) {
    const batch = newGroups(groups.slice(start, start + BATCH), repositories, ledger.settlement)
    repositories.transaction(() => repositories.groups.addAll(runId, batch))
    meter.update(Math.min(start + BATCH, groups.length), groups.length)
    await context.checkpoint()
  }
  context.count('groups', groups.length)
}

/** In steps, so that a verdict never waits long for the writer; what a crash leaves over goes the next time. */
async function deleteOtherRuns(currentId: number, context: JobContext): Promise<void> {
  const { runs, pairs, groups } = context.repositories
  for (const runId of runs.findOthers(currentId)) {
    while (pairs.deleteSome(runId, BATCH) > 0) await context.checkpoint()
    while (groups.deleteSome(runId, BATCH) > 0) await context.checkpoint()
    runs.delete(runId)
  }
}
