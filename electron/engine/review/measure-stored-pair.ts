import type { PairEvidence } from '../../contract/evidence.ts'
import type { CatalogueSession } from '../catalogue-session.ts'
import { channelEvidence } from '../match/channel-evidence.ts'
import { factConflicts } from '../match/compare-facts.ts'
import type { PairMeasures } from '../match/measure-pair.ts'
import { pairReasons, type ReasonTitles } from '../match/pair-reasons.ts'
import { scorePair } from '../match/scorer.ts'
import { sharedCategory } from '../match/shared-category.ts'
import { parseStoredEvidence } from '../match/stored-evidence.ts'
import { titleFacts } from '../match/title-facts.ts'
import { measureAfresh } from './measure-afresh.ts'

/** The evidence of two items as the last match measured it; a pair that it did not keep is measured now. */
export async function measureStoredPair(
  session: CatalogueSession,
  itemA: number,
  itemB: number,
): Promise<PairEvidence> {
  const { repositories, run, ledger, scorer } = session
  const [low, high] = itemA < itemB ? [itemA, itemB] : [itemB, itemA]
  const stored = run === null ? null : repositories.pairs.find(run.id, low, high)
  const measures =
    stored === null ? await measureAfresh(session, low, high) : parseStoredEvidence(stored.evidence)
  const categories = repositories.items.findCategories([low, high])
  const category = sharedCategory(categories.get(low), categories.get(high))
  const scored = scorePair(measures, scorer, category)
  const titles = readTitles(session, low, high, measures)
  const hashes = repositories.pictures.hashesOf(
    [measures.pictureA, measures.pictureB].filter((id) => id !== null),
  )
  const hashOf = (picture: number | null): string | null =>
    picture === null ? null : (hashes.get(picture) ?? null)
  return {
    itemA: low,
    itemB: high,
    score: stored?.score ?? scored.score,
    scorerVersion: run?.scorerVersion ?? scorer.version,
    imageA: hashOf(measures.pictureA),
    imageB: hashOf(measures.pictureB),
    channels: channelEvidence(measures, scored.contributions, titles?.conflicts ?? []),
    reasons: pairReasons(measures, scorer, titles, category),
    settled: ledger.settlement.relationOf(low, high),
  }
}

function readTitles(
  { repositories }: CatalogueSession,
  itemA: number,
  itemB: number,
  measures: PairMeasures,
): ReasonTitles | null {
  if (measures.facts === null) return null
  const titles = repositories.items.findTitles([itemA, itemB])
  const [a, b] = [titleFacts(titles.get(itemA) ?? ''), titleFacts(titles.get(itemB) ?? '')]
  return { a, b, conflicts: factConflicts(a, b) }
}
