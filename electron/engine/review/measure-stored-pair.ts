import type { PairEvidence } from '../../contract/evidence.ts'
import type { CatalogueSession } from '../catalogue-session.ts'
import type { CatalogueWords } from '../match/titles/catalogue-words.ts'
import { channelEvidence, toldConflicts } from '../match/evidence/channel-evidence.ts'
import { factConflicts } from '../match/titles/compare-facts.ts'
import { pairReasons, type ReasonTitles } from '../match/evidence/pair-reasons.ts'
import { sameAmounts } from '../match/titles/same-amounts.ts'
import { scorePair } from '../match/scorer/scorer.ts'
import { sharedCategory } from '../match/evidence/shared-category.ts'
import { parseStoredEvidence } from '../match/evidence/stored-evidence.ts'
import { titleFacts } from '../match/titles/title-facts.ts'
import { CandidateRanks } from './settlement/candidate-ranks.ts'
import { measureAfresh } from './measure-afresh.ts'

/**
 * The evidence of two items as the last match measured it; a pair that it did not keep is measured now.
 * @param ranks of the first item, where several pairs of it are measured
 */
export async function measureStoredPair(
  session: CatalogueSession,
  itemA: number,
  itemB: number,
  ranks: CandidateRanks = new CandidateRanks(session, itemA),
): Promise<PairEvidence> {
  const { repositories, run, ledger, scorer } = session
  const [low, high] = itemA < itemB ? [itemA, itemB] : [itemB, itemA]
  const stored = run === null ? null : repositories.pairs.find(run.id, low, high)
  const measures =
    stored === null ? await measureAfresh(session, low, high) : parseStoredEvidence(stored.evidence)
  const categories = repositories.items.findCategories([low, high])
  const category = sharedCategory(categories.get(low), categories.get(high))
  const scored = scorePair(measures, scorer, category)
  const { catalogue } = (await session.titleModel()).terms
  const texts = repositories.items.findTitles([low, high])
  const [titleA, titleB] = [texts.get(low) ?? '', texts.get(high) ?? '']
  const titles = measures.facts === null ? null : readTitles(titleA, titleB, catalogue)
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
    broughtBy: stored === null ? null : ranks.broughtBy(stored.evidence, measures),
    conflicts: toldConflicts(measures, titles?.conflicts ?? []),
    sameAmounts: sameAmounts(titleA, titleB),
    settled: ledger.settlement.relationOf(low, high),
  }
}

function readTitles(titleA: string, titleB: string, catalogue: CatalogueWords): ReasonTitles {
  const [a, b] = [titleFacts(titleA, catalogue), titleFacts(titleB, catalogue)]
  return { a, b, conflicts: factConflicts(a, b) }
}
