import type { BroughtBy, PairFinder } from '../../../contract/evidence.ts'
import type { CatalogueSession } from '../../catalogue-session.ts'
import type { PairMeasures } from '../../match/evidence/measure-pair.ts'
import { pairFinders } from '../../match/pair-finders.ts'
import { parseFoundBy, parseStoredEvidence } from '../../match/evidence/stored-evidence.ts'

/** Finders that rank what they find by a distance. */
const RANKED = ['image', 'phash', 'title', 'meaning'] as const
type Ranked = (typeof RANKED)[number]

/** Who brought pairs of one item together, and which nearest each is; its candidates are read once. */
export class CandidateRanks {
  readonly #session: CatalogueSession
  readonly #itemId: number
  #distances: ReadonlyMap<Ranked, readonly number[]> | null = null

  constructor(session: CatalogueSession, itemId: number) {
    this.#session = session
    this.#itemId = itemId
  }

  /**
   * @param evidence of a pair of the item, as it is stored
   * @returns null where an older match stored it
   */
  broughtBy(evidence: string, measures: PairMeasures): BroughtBy[] | null {
    const foundBy = parseFoundBy(evidence)
    if (foundBy === null) return null
    return pairFinders(foundBy).map((by) => {
      const distance = isRanked(by) ? measures[by] : null
      if (!isRanked(by) || distance === null) return { by, rank: null, of: 0 }
      const distances = this.#candidates().get(by) ?? []
      return { by, rank: 1 + distances.filter((other) => other < distance).length, of: distances.length }
    })
  }

  #candidates(): ReadonlyMap<Ranked, readonly number[]> {
    if (this.#distances !== null) return this.#distances
    const { run, repositories } = this.#session
    const pairs = run === null ? [] : repositories.pairs.findTouching(run.id, [this.#itemId], 0)
    const measured = pairs.map(({ evidence }) => parseStoredEvidence(evidence))
    this.#distances = new Map(
      RANKED.map((name) => [name, measured.flatMap((measures) => measures[name] ?? [])] as const),
    )
    return this.#distances
  }
}

function isRanked(finder: PairFinder): finder is Ranked {
  return RANKED.some((name) => name === finder)
}
