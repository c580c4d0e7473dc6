import type { PairReason } from '../../../contract/evidence.ts'
import { channelWords } from './channel-evidence.ts'
import type { FactConflict } from '../titles/compare-facts.ts'
import { FEATURES, featureValues, type ReasonTopic } from '../scorer/features.ts'
import type { PairMeasures } from './measure-pair.ts'
import type { Scorer } from '../scorer/scorer.ts'
import { FACT_KINDS, type FactKind, type TitleFacts } from '../titles/title-facts.ts'

/** What is read off the two titles to tell a reason in their own words. */
export interface ReasonTitles {
  readonly a: TitleFacts
  readonly b: TitleFacts
  /** As factConflicts gives them */
  readonly conflicts: readonly FactConflict[]
}

const MOST_REASONS = 6
/** Reasons that move the log-odds by less are not worth a line. */
const LEAST_CONTRIBUTION = 0.005

/**
 * A scorer's weights as they bear on one pair, in words: "title says 500 ml against 1000 ml", -2.1. Features of one topic
 * are told as one reason.
 * @param category as scorePair takes it
 * @returns the largest contributions to the log-odds, in nats, largest first
 */
export function pairReasons(
  measures: PairMeasures,
  scorer: Pick<Scorer, 'weights' | 'categories'>,
  titles: ReasonTitles | null,
  category: string | null,
): PairReason[] {
  const values = featureValues(measures)
  const sums = new Map<ReasonTopic, number>()
  FEATURES.forEach(({ topic }, place) => {
    const part = (scorer.weights[place] ?? 0) * (values[place] ?? 0)
    sums.set(topic, (sums.get(topic) ?? 0) + part)
  })
  const reasons = [...sums].map(([topic, contribution]): PairReason => ({
    words: topicWords(topic, measures, titles),
    topic,
    values: isFact(topic) ? sharedValues(topic, titles) : [],
    contribution,
  }))
  const ofCategory = category === null ? undefined : scorer.categories.get(category)
  if (ofCategory !== undefined)
    reasons.push({
      words: `what was said of other pairs in “${category}”`,
      topic: 'verdicts',
      values: category === null ? [] : [category],
      contribution: ofCategory,
    })
  return reasons
    .filter(({ contribution }) => Math.abs(contribution) >= LEAST_CONTRIBUTION)
    .toSorted((a, b) => Math.abs(b.contribution) - Math.abs(a.contribution))
    .slice(0, MOST_REASONS)
}

function topicWords(topic: ReasonTopic, measures: PairMeasures, titles: ReasonTitles | null): string {
  if (topic === 'agreement') return 'titles share a fact and contradict in nothing'
  if (topic === 'identifier')
    return measures.identifier === 1
      ? 'each names a model or part number that the other does not'
      : 'both name one model or part number'
  if (topic === 'words') return conflictWords('word', titles) ?? 'titles set a word against a word'
  if (isFact(topic)) return factWords(topic, measures, titles)
  return channelWords(topic, measures)
}

function isFact(topic: ReasonTopic): topic is FactKind {
  return FACT_KINDS.some((kind) => kind === topic)
}

function factWords(kind: FactKind, { facts }: PairMeasures, titles: ReasonTitles | null): string {
  if (facts?.[kind] === 'different') return conflictWords(kind, titles) ?? `title says another ${kind}`
  const shared = sharedValues(kind, titles)
  return shared.length === 0
    ? `titles say the same ${kind}`
    : `both titles say ${shared.map(spaced).join(', ')}`
}

function sharedValues(kind: FactKind, titles: ReasonTitles | null): string[] {
  return titles?.a[kind].filter((value) => titles.b[kind].includes(value)) ?? []
}

function conflictWords(kind: FactConflict['kind'], titles: ReasonTitles | null): string | null {
  const conflict = titles?.conflicts.find((candidate) => candidate.kind === kind)
  if (conflict === undefined) return null
  const { onlyA, onlyB } = conflict
  return `title says ${onlyA.map(spaced).join(', ')} against ${onlyB.map(spaced).join(', ')}`
}

/** "500ml" as a person writes it. */
function spaced(value: string): string {
  return value.replace(/^(\d+(?:\.\d+)?)(\p{L}{1,3})$/u, '$1 $2')
}
