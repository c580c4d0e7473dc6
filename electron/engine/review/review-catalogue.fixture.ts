import { openCatalogue } from '../catalogue/open-catalogue.ts'
import { createRepositories } from '../catalogue/repositories.ts'
import { groupItems } from '../group/group-items.ts'
import { newGroups } from './settlement/recut-groups.ts'
import { VerdictLedger } from './settlement/verdict-ledger.ts'

/** A pair's score by item ids, 1 and up. */
export type FixturePair = readonly [itemA: number, itemB: number, score: number]

const THRESHOLD = 0.5
/** Of a pair whose pictures lie 0.2 apart, and nothing else is known. */
const EVIDENCE = JSON.stringify([null, null, 0.2, null, null, null, null, null, null, null, null, null])

/** A matched catalogue of listings without pictures, numbered 1 and up, as a test wants its pairs scored. */
export async function writeReviewCatalogue(
  path: string,
  items: number,
  pairs: readonly FixturePair[],
): Promise<void> {
  const catalogue = await openCatalogue(path, { mode: 'create', program: 'a test' })
  const repositories = createRepositories(catalogue.db)
  const source = repositories.sources.save({ folder: '/photos' }, '2026-01-01T00:00:00.000Z')
  const nothing = {
    description: null,
    category: null,
    brand: null,
    price: null,
    code: null,
    labelGroup: null,
  }
  const facts = { threshold: THRESHOLD, scorerVersion: 'test', lastActionId: 0, distanceScale: 1 }
  repositories.transaction(() => {
    for (let line = 1; line <= items; line += 1) {
      const listing = { ...nothing, externalId: `id-${line}`, title: `Tea ${line}`, attributes: [], line }
      repositories.items.save(source.id, 1, listing, [])
    }
    const runId = repositories.runs.add(facts, '2026-01-01T00:00:00.000Z')
    repositories.pairs.addAll(
      runId,
      pairs.map(([itemA, itemB, score]) => ({ itemA, itemB, score, evidence: EVIDENCE })),
    )
    const groups = groupItems({
      pairs: {
        a: Uint32Array.from(pairs, ([itemA]) => itemA),
        b: Uint32Array.from(pairs, ([, itemB]) => itemB),
        score: Float32Array.from(pairs, ([, , score]) => score),
      },
      threshold: THRESHOLD,
      mustLink: [],
      cannotLink: [],
    })
    repositories.groups.addAll(
      runId,
      newGroups(groups, repositories, new VerdictLedger(repositories.actions)),
    )
    repositories.settings.set('current-run', String(runId))
    repositories.settings.set('threshold', String(THRESHOLD))
  })
  catalogue.close()
}
