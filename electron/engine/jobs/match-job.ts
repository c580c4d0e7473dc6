import { say } from '../../contract/saying.ts'
import type { StoredPair } from '../catalogue/pair-repository.ts'
import { groupItems } from '../group/group-items.ts'
import { candidatePairs, type CandidatePairs } from '../match/candidate-pairs.ts'
import type { CandidateChannel } from '../match/candidate-channel.ts'
import { findHubs, setHubsAside } from '../match/hubs.ts'
import type { MatchInput } from '../match/match-input.ts'
import { measurePair } from '../match/evidence/measure-pair.ts'
import { prepareMatch, type PreparedMatch } from '../match/prepare-match.ts'
import { onlyComparable } from '../match/evidence/same-label.ts'
import { scorePair, type Scorer } from '../match/scorer/scorer.ts'
import { readShippedScorer } from '../match/scorer/shipped-scorer.ts'
import { DistanceSample } from '../match/scorer/distance-sample.ts'
import { keepDistributions } from '../review/stored-distributions.ts'
import { formatStoredEvidence } from '../match/evidence/stored-evidence.ts'
import { newGroups } from '../review/settlement/recut-groups.ts'
import { preferredRepresentatives } from '../review/settlement/preferred-representatives.ts'
import { nextScorer } from '../review/scorer-versions.ts'
import { groupingConstraints } from '../review/settlement/grouping-constraints.ts'
import { VerdictLedger } from '../review/settlement/verdict-ledger.ts'
import { cosineMethod, cosineNeighbours } from '../vector-index/cosine-neighbours.ts'
import { hammingNeighbours } from '../vector-index/hamming-neighbours.ts'
import type { WorkOptions } from '../vector-index/pace.ts'
import { describeInNewSpace } from './describe-catalogue.ts'
import { imageNeighbours } from './image-neighbours.ts'
import { now, type JobContext } from './job-context.ts'
import type { MatchPayload } from './job-payload.ts'
import { type LoadedForMatching, loadForMatching } from './load-for-matching.ts'
import type { LoadedMatchInput } from './load-match-input.ts'
import { saveQueue } from './save-queue.ts'
import { noteTime } from './note-time.ts'
import { type BuiltRun, takeOverRun } from './take-over-run.ts'
import { keepTextChoice, titleChannel } from './title-channel.ts'

/** Neighbours taken from each channel (DESIGN: the top 50). */
const NEIGHBOURS = 50
/** Beyond this, perceptual hashes of different pictures collide too often to bring a pair together. */
const PHASH_DISTANCE_BITS = 12
const PHASH_CLOSE_BITS = 4
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
  await describeInNewSpace(context)
  const threshold = payload.threshold ?? Number(context.repositories.settings.get('threshold'))
  const putBack = keepTextChoice(payload, context.repositories)
  const run = await buildRun(threshold, context).catch((error: unknown) => {
    // Paused or cancelled, the job goes on later with what it was told.
    if (!context.signal.aborted) putBack()
    throw error
  })
  await takeOverRun(run, context)
}

/** A whole run beside the one that counts, which is to take its place or waits until somebody accepts it. */
export async function buildRun(threshold: number, context: JobContext): Promise<BuiltRun> {
  const { repositories } = context
  const scorer = nextScorer(repositories, await readShippedScorer())
  const forMatching = await loadForMatching(scorer.imageMarks, context)
  const { loaded, spaceId } = forMatching
  const { input, prepared, candidates } = await findCandidates(forMatching, context)

  const ledger = new VerdictLedger(repositories.actions)
  const runId = repositories.runs.add(
    {
      threshold,
      scorerVersion: scorer.version,
      lastActionId: ledger.lastActionId,
      distanceScale: loaded.input.pictures.distanceScale,
    },
    now(),
  )
  const pairs = await storePairs(runId, loaded, input, prepared, candidates, scorer, context)
  await storeGroups(runId, threshold, loaded, pairs, ledger, context)
  return { runId, pictureSpaceId: spaceId }
}

/** Progress of one kernel under the job's stage; the kernels let the thread go by themselves. */
function stageOptions(stage: 'index' | 'match', { meter, signal, cores }: JobContext): WorkOptions {
  meter.start(stage, null)
  return { signal, cores, onProgress: (done, total) => meter.update(Math.min(done, total), total) }
}

/** Candidates of every channel, the catalogue without its hubs, and what is prepared to measure pairs. */
export async function findCandidates(
  { loaded: { input }, spaceId, copyUpTo }: LoadedForMatching,
  context: JobContext,
): Promise<{ input: MatchInput; prepared: PreparedMatch; candidates: CandidatePairs }> {
  const prepared = await prepareMatch(input, stageOptions('index', context))
  await context.checkpoint()
  const { embeddings, phashes, dimension, labels } = input.pictures
  const pictureNeighbours = await imageNeighbours(
    embeddings,
    dimension,
    NEIGHBOURS,
    spaceId,
    context,
    stageOptions('index', context),
  )
  const image: CandidateChannel = {
    name: 'image',
    of: 'pictures',
    closeDistance: copyUpTo,
    neighbours: onlyComparable(pictureNeighbours, labels),
  }
  await context.checkpoint()
  const phash: CandidateChannel = {
    name: 'phash',
    of: 'pictures',
    closeDistance: PHASH_CLOSE_BITS,
    neighbours: await noteTime(context, say('neighboursOfHashes', { count: input.pictures.count }), () =>
      hammingNeighbours(phashes, PHASH_DISTANCE_BITS, NEIGHBOURS, stageOptions('index', context)),
    ),
  }
  await context.checkpoint()
  const title = await titleChannel(input, prepared, NEIGHBOURS, context, stageOptions('index', context))
  await context.checkpoint()
  // In the order of pairFinders.
  const channels = [image, phash, title, ...(await meaningChannel(input, context))]
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

/** Items whose titles mean nearly the same to the text model in use. */
async function meaningChannel({ meanings }: MatchInput, context: JobContext): Promise<CandidateChannel[]> {
  if (meanings === null) return []
  const { vectors, dimension } = meanings
  const rows = vectors.length / dimension
  const neighbours = await noteTime(
    context,
    say('neighboursOfMeanings', { count: rows, how: say(cosineMethod(rows), {}) }),
    () => cosineNeighbours(vectors, dimension, NEIGHBOURS, stageOptions('index', context)),
  )
  await context.checkpoint()
  return [{ name: 'meaning', of: 'items', closeDistance: 0, neighbours }]
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
  const distances = new DistanceSample()
  meter.start('match', total)
  for (let start = 0; start < total; start += BATCH) {
    const end = Math.min(start + BATCH, total)
    const batch: StoredPair[] = []
    for (let n = start; n < end; n += 1) {
      const [a, b] = [candidates.a[n] ?? 0, candidates.b[n] ?? 0]
      const measures = measurePair(input, prepared, a, b)
      const [categoryA, categoryB] = [prepared.categories[a], prepared.categories[b]]
      const category = categoryA === categoryB ? (categoryA ?? null) : null
      const { score } = scorePair(measures, scorer, category)
      if (score < KEPT_SCORE) continue
      // Items are numbered in the order of their ids, so a < b holds for the ids as well.
      const [itemA, itemB] = [itemIds[a] ?? 0, itemIds[b] ?? 0]
      kept.a.push(itemA)
      kept.b.push(itemB)
      kept.score.push(score)
      batch.push({
        itemA,
        itemB,
        score,
        evidence: formatStoredEvidence(measures, pictureIds, candidates.foundBy[n] ?? 0),
      })
      distances.add(measures)
    }
    repositories.transaction(() => repositories.pairs.addAll(runId, batch))
    meter.update(end)
    await context.checkpoint()
  }
  keepDistributions(runId, distances.distributions(), repositories.settings)
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
    representatives: preferredRepresentatives(itemIds, ledger.folded),
  })
  for (let start = 0; start < groups.length; start += BATCH) {
    const batch = newGroups(groups.slice(start, start + BATCH), repositories, ledger)
    repositories.transaction(() => repositories.groups.addAll(runId, batch))
    meter.update(Math.min(start + BATCH, groups.length), groups.length)
    await context.checkpoint()
  }
  context.count('groups', groups.length)
  saveQueue(runId, { pairs, groups, settlement: ledger.settlement }, repositories)
}
