import type { Stage } from '../../contract/progress.ts'
import type { StoredPair } from '../catalogue/pair-repository.ts'
import type { JobContext } from './job-context.ts'

/** Pairs read from the catalogue at a time. */
const PAGE = 5000

/** Every pair of a run in the order of its items, a page at a time, with progress and a checkpoint between pages. */
export async function* pageThroughPairs(
  runId: number,
  context: JobContext,
  stage: Stage = 'match',
): AsyncGenerator<readonly StoredPair[], void, undefined> {
  const { repositories, meter } = context
  meter.start(stage, repositories.pairs.count(runId))
  let done = 0
  for (let last: StoredPair | null = null; ;) {
    const page: readonly StoredPair[] = repositories.pairs.findAfter(runId, last, PAGE)
    last = page.at(-1) ?? null
    if (last === null) return
    yield page
    meter.update((done += page.length))
    await context.checkpoint()
  }
}
