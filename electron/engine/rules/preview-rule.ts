import type { Rule, RuleException, RulePair, RulePreview } from '../../contract/rules.ts'
import type { Item } from '../../contract/items.ts'
import type { Repositories } from '../catalogue/repositories.ts'
import { parseStoredEvidence } from '../match/evidence/stored-evidence.ts'
import { randomFor } from '../sample/random.ts'
import { relationNames } from '../review/actions/relation-words.ts'
import type { Settlement } from '../review/settlement/settle.ts'
import { findRulePairs, pagesOfPairs, type RuledPair } from './find-rule-pairs.ts'
import { planRule } from './plan-rule.ts'
import { saidByRule } from './said-by-rule.ts'
import { leftOutWords, previewWords } from './rule-words.ts'

const MOST_EXCEPTIONS = 50

export interface PreviewOptions {
  readonly seed: number
  /** Pairs to draw. */
  readonly sample: number
  readonly signal: AbortSignal
}

/** What a rule would do with the pairs of a run, as the verdicts are now; nothing is written. */
export async function previewRule(
  rule: Rule,
  runId: number,
  settlement: Settlement,
  repositories: Repositories,
  { seed, sample, signal }: PreviewOptions,
): Promise<RulePreview> {
  const found = await findRulePairs(rule, pagesOfPairs(repositories, runId, signal))
  const { record, decided, leftOut, later } = planRule(
    found.pairs,
    saidByRule(rule, repositories),
    settlement,
  )
  const items = [...new Set(record.flatMap(({ itemA, itemB }) => [itemA, itemB]))]
  const counts = {
    candidates: found.candidates,
    pairs: found.pairs.length,
    decided,
    againstVerdicts: leftOut.filter(({ reason }) => reason === 'verdict').length,
    tooLarge: leftOut.filter(({ reason }) => reason === 'size').length,
    toRecord: record.length,
    later,
    groups: repositories.groups.findOfItems(runId, items).length,
    items: items.length,
  }
  const drawn = draw(record, sample, seed)
  const names = relationNames(repositories)
  const exceptions = leftOut.slice(0, MOST_EXCEPTIONS)
  const shown = showPairs([...drawn, ...exceptions.map(({ pair }) => pair)], runId, repositories)
  return {
    ...counts,
    words: previewWords(counts),
    sample: shown.slice(0, drawn.length),
    seed,
    exceptions: exceptions.flatMap((exception, place): RuleException[] => {
      const pair = shown[drawn.length + place]
      if (pair === undefined) return []
      return [{ ...pair, reason: exception.reason, words: leftOutWords(exception, names) }]
    }),
  }
}

/** So many of them, each as likely as any other, the surest first. */
function draw(pairs: readonly RuledPair[], count: number, seed: number): RuledPair[] {
  const random = randomFor(seed, 'rule preview')
  const drawn: RuledPair[] = []
  pairs.forEach((pair, place) => {
    // Selection sampling: Knuth, The Art of Computer Programming 2, algorithm S.
    if (random.between(0, 1) * (pairs.length - place) < count - drawn.length) drawn.push(pair)
  })
  return drawn
}

function showPairs(pairs: readonly RuledPair[], runId: number, repositories: Repositories): RulePair[] {
  const ids = [...new Set(pairs.flatMap(({ itemA, itemB }) => [itemA, itemB]))]
  const items = new Map(repositories.items.findByIds(ids).map((item) => [item.id, item]))
  return pairs.map(({ itemA, itemB, score }) => {
    const [pictureA, pictureB] = comparedPictures(itemA, itemB, runId, repositories)
    return {
      a: showItem(itemA, items.get(itemA), pictureA),
      b: showItem(itemB, items.get(itemB), pictureB),
      score,
    }
  })
}

function comparedPictures(
  itemA: number,
  itemB: number,
  runId: number,
  { pairs, pictures }: Repositories,
): [string | null, string | null] {
  const stored = pairs.find(runId, itemA, itemB)
  const { pictureA = null, pictureB = null } = stored === null ? {} : parseStoredEvidence(stored.evidence)
  const hashes = pictures.hashesOf([pictureA, pictureB].filter((id) => id !== null))
  return [hashes.get(pictureA ?? 0) ?? null, hashes.get(pictureB ?? 0) ?? null]
}

function showItem(id: number, item: Item | undefined, compared: string | null): RulePair['a'] {
  return {
    id,
    externalId: item?.externalId ?? String(id),
    title: item?.title ?? null,
    sha256: compared ?? item?.pictures[0]?.sha256 ?? null,
  }
}
