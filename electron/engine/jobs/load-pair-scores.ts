import type { StoredPair } from '../catalogue/pair-repository.ts'
import type { ScoredPairs } from '../group/scored-graph.ts'
import type { JobContext } from './job-context.ts'
import { pageThroughPairs } from './page-through-pairs.ts'

/** Every pair of a run with its score: the stored one, unless told how else to score it. */
export async function loadPairScores(
  runId: number,
  context: JobContext,
  scoreOf: (pair: StoredPair) => number = ({ score }) => score,
): Promise<ScoredPairs> {
  const count = context.repositories.pairs.count(runId)
  const pairs = { a: new Uint32Array(count), b: new Uint32Array(count), score: new Float32Array(count) }
  let place = 0
  for await (const page of pageThroughPairs(runId, context)) {
    for (const pair of page) {
      pairs.a[place] = pair.itemA
      pairs.b[place] = pair.itemB
      pairs.score[place] = scoreOf(pair)
      place += 1
    }
  }
  // The page after the last may hold a pair that was added since they were counted; typed arrays leave it out.
  return {
    a: pairs.a.subarray(0, place),
    b: pairs.b.subarray(0, place),
    score: pairs.score.subarray(0, place),
  }
}
