import type { Channel } from '../../../contract/evidence.ts'
import type { WeightSubject } from '../../../contract/scorer.ts'
import type { PairMeasures } from '../evidence/measure-pair.ts'
import { FACT_KINDS, type FactKind } from '../titles/title-facts.ts'

/** What a feature is about: the contributions of one topic are told to a person as one reason. */
export type ReasonTopic = Exclude<Channel, 'meaning'> | FactKind | 'words' | 'agreement' | 'identifier'

/** One number that a pair's log-odds depend on. */
export interface Feature {
  readonly name: string
  /** The same as data. */
  readonly subject: WeightSubject
  /** The channel whose contribution it counts to */
  readonly channel: Channel
  readonly topic: ReasonTopic
  /** 1: speaks for the same product, its weight is never negative; -1: against; 0: either */
  readonly sign: -1 | 0 | 1
  readonly value: (measures: PairMeasures) => number
}

/**
 * A channel that is compared at all, and then how much nearer than each of some distances the pair is. Weights on the
 * latter are never negative, so a smaller distance never lowers a score.
 */
function nearness(
  channel: 'phash' | 'image' | 'title' | 'price',
  limits: readonly number[],
): readonly Feature[] {
  // The scorer knows the distances of one encoder only; those of another are read on its scale.
  const measure = channel === 'image' ? 'scaledImage' : channel
  return [
    {
      name: `${channel} known`,
      subject: { kind: 'known', channel, untitled: false },
      channel,
      topic: channel,
      sign: 0,
      value: (measures) => (measures[measure] === null ? 0 : 1),
    },
    ...limits.map((limit): Feature => ({
      name: `${channel} nearer than ${limit}`,
      subject: { kind: 'nearer', channel, limit, untitled: false },
      channel,
      topic: channel,
      sign: 1,
      value: (measures) => {
        const distance = measures[measure]
        return distance === null ? 0 : Math.max(0, limit - distance) / limit
      },
    })),
  ]
}

function equality(channel: 'brand' | 'category' | 'code'): readonly Feature[] {
  return [
    {
      name: `${channel} equal`,
      subject: { kind: 'equal', channel },
      channel,
      topic: channel,
      sign: 1,
      value: (measures) => (measures[channel] === 0 ? 1 : 0),
    },
    {
      name: `${channel} different`,
      subject: { kind: 'different', channel },
      channel,
      topic: channel,
      sign: -1,
      value: (measures) => (measures[channel] === 1 ? 1 : 0),
    },
  ]
}

function agreement(kind: FactKind): readonly Feature[] {
  return [
    {
      name: `title says the same ${kind}`,
      subject: { kind: 'same-fact', fact: kind },
      channel: 'title',
      topic: kind,
      sign: 1,
      value: ({ facts }) => (facts?.[kind] === 'equal' ? 1 : facts?.[kind] === 'overlap' ? 0.5 : 0),
    },
    {
      name: `title says another ${kind}`,
      subject: { kind: 'other-fact', fact: kind },
      channel: 'title',
      topic: kind,
      sign: -1,
      value: ({ facts }) => (facts?.[kind] === 'different' ? 1 : 0),
    },
  ]
}

/**
 * What a picture channel says where there are no titles: it adds to what it always says, because listings that can only
 * be told apart by their words (another flavour, another amount) have nearly the same pictures.
 */
function withoutTitles(features: readonly Feature[]): readonly Feature[] {
  return features.map((feature) => ({
    ...feature,
    name: `${feature.name}, no titles`,
    subject: untitled(feature.subject),
    value: (measures) => (measures.title === null ? feature.value(measures) : 0),
  }))
}

function untitled(subject: WeightSubject): WeightSubject {
  return subject.kind === 'known' || subject.kind === 'nearer' ? { ...subject, untitled: true } : subject
}

/** Whether two titles name the same amount, colour or model, and nothing that contradicts. */
function agree({ facts, wordConflicts }: PairMeasures): boolean {
  if (facts === null || wordConflicts !== 0) return false
  let shared = false
  for (const kind of FACT_KINDS) {
    if (facts[kind] === 'different') return false
    if (facts[kind] === 'equal') shared = true
  }
  return shared
}

const PHASH = nearness('phash', [3, 8, 14, 22])
const IMAGE = nearness('image', [0.03, 0.1, 0.2, 0.35, 0.6])

/** The features of the scorer, in the order of its weights. A change here needs a new scorer file. */
export const FEATURES: readonly Feature[] = [
  {
    name: 'bytes equal',
    subject: { kind: 'equal', channel: 'bytes' },
    channel: 'bytes',
    topic: 'bytes',
    sign: 1,
    value: ({ bytes }) => (bytes === 0 ? 1 : 0),
  },
  ...PHASH,
  ...IMAGE,
  ...withoutTitles(PHASH),
  ...withoutTitles(IMAGE),
  ...nearness('title', [0.1, 0.25, 0.45, 0.7, 1]),
  ...FACT_KINDS.flatMap(agreement),
  {
    name: 'titles set a word against a word',
    subject: { kind: 'word-against-word' },
    channel: 'title',
    topic: 'words',
    sign: -1,
    value: ({ wordConflicts }) => (wordConflicts !== null && wordConflicts > 0 ? 1 : 0),
  },
  {
    name: 'titles share a fact and contradict in nothing',
    subject: { kind: 'agreement' },
    channel: 'title',
    topic: 'agreement',
    sign: 1,
    value: (measures) => (agree(measures) ? 1 : 0),
  },
  {
    name: 'a model or part number shared, more for a rare one',
    subject: { kind: 'shared-identifier' },
    channel: 'title',
    topic: 'identifier',
    sign: 1,
    value: ({ identifier }) => (identifier === null ? 0 : 1 - identifier),
  },
  {
    name: 'other model or part numbers',
    subject: { kind: 'other-identifier' },
    channel: 'title',
    topic: 'identifier',
    sign: -1,
    value: ({ identifier }) => (identifier === 1 ? 1 : 0),
  },
  ...equality('brand'),
  ...equality('category'),
  ...nearness('price', [0.02, 0.1, 0.3, 0.6]),
  ...equality('code'),
]

/** @returns float64 [FEATURES.length] */
export function featureValues(measures: PairMeasures): Float64Array {
  return Float64Array.from(FEATURES, (feature) => feature.value(measures))
}
