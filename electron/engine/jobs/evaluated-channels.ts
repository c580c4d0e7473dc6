import { say } from '../../contract/saying.ts'
import type { MatchRun } from '../catalogue/run-repository.ts'
import { distanceChannel, scoreChannel, type EvaluatedChannel } from '../evaluate/evaluated-channel.ts'
import { measurePair } from '../match/evidence/measure-pair.ts'
import { findCandidates } from './match-job.ts'
import type { JobContext } from './job-context.ts'
import type { LoadedForMatching } from './load-for-matching.ts'
import { pageThroughPairs } from './page-through-pairs.ts'

const MEASURED_AT_ONCE = 1000

/** The pairs that the run which counts has scored, by dense item numbers. */
export async function storedScores(
  run: MatchRun | null,
  itemIds: Uint32Array,
  context: JobContext,
): Promise<EvaluatedChannel> {
  const numberOf = new Map(Array.from(itemIds, (id, number) => [id, number]))
  const pairs = { a: [] as number[], b: [] as number[], score: [] as number[] }
  if (run !== null)
    for await (const page of pageThroughPairs(run.id, context))
      for (const { itemA, itemB, score } of page) {
        const [a, b] = [numberOf.get(itemA), numberOf.get(itemB)]
        // An item may be gone since.
        if (a === undefined || b === undefined) continue
        pairs.a.push(a)
        pairs.b.push(b)
        pairs.score.push(score)
      }
  return scoreChannel(itemIds.length, run?.scorerVersion ?? 'no match yet', pairs)
}

/**
 * What each kind of evidence makes of all candidates by itself. Measured anew: the run keeps only pairs that the score
 * calls possible, and by those alone every channel would look better than it is.
 */
export async function measuredChannels(
  forMatching: LoadedForMatching,
  context: JobContext,
): Promise<EvaluatedChannel[]> {
  const { loaded, models } = forMatching
  const { input, prepared, candidates } = await findCandidates(forMatching, context)
  const { a, b } = candidates
  const distances = {
    image: new Float32Array(a.length),
    phash: new Float32Array(a.length),
    title: new Float32Array(a.length),
    meaning: new Float32Array(a.length),
  }
  context.meter.start('evaluate', a.length)
  for (let pair = 0; pair < a.length; pair += 1) {
    const { image, phash, title, meaning } = measurePair(input, prepared, a[pair] ?? 0, b[pair] ?? 0)
    distances.image[pair] = image ?? Number.NaN
    distances.phash[pair] = phash ?? Number.NaN
    distances.title[pair] = title ?? Number.NaN
    distances.meaning[pair] = meaning ?? Number.NaN
    if (pair % MEASURED_AT_ONCE === 0) {
      context.meter.update(pair)
      await context.checkpoint()
    }
  }
  const names = {
    image: (models.items ?? models.wholePictures).model.manifest.name,
    phash: 'pHash',
    title: say('titleTerms', {}).words,
    meaning: models.titles?.model.manifest.name ?? 'no text model',
  }
  return (['image', 'phash', 'title', 'meaning'] as const)
    .map((channel) =>
      distanceChannel(
        loaded.items.length,
        { channel, model: names[channel] },
        { a, b, distance: distances[channel] },
      ),
    )
    .filter(({ pairs }) => pairs.a.length > 0)
}
