import type { Channel } from '../../contract/evidence.ts'
import type { FactAgreements } from './compare-facts.ts'
import type { PairMeasures } from './measure-pair.ts'
import { FACT_KINDS } from './title-facts.ts'

/** One number that a pair's log-odds depend on. */
export interface Feature {
  readonly name: string
  /** The channel whose contribution it counts to */
  readonly channel: Channel
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
  return [
    { name: `${channel} known`, channel, sign: 0, value: (measures) => (measures[channel] === null ? 0 : 1) },
    ...limits.map((limit): Feature => ({
      name: `${channel} nearer than ${limit}`,
      channel,
      sign: 1,
      value: (measures) => {
        const distance = measures[channel]
        return distance === null ? 0 : Math.max(0, limit - distance) / limit
      },
    })),
  ]
}

function equality(channel: 'brand' | 'category' | 'code'): readonly Feature[] {
  return [
    { name: `${channel} equal`, channel, sign: 1, value: (measures) => (measures[channel] === 0 ? 1 : 0) },
    {
      name: `${channel} different`,
      channel,
      sign: -1,
      value: (measures) => (measures[channel] === 1 ? 1 : 0),
    },
  ]
}

function agreement(kind: keyof FactAgreements): readonly Feature[] {
  return [
    {
      name: `title says the same ${kind}`,
      channel: 'title',
      sign: 1,
      value: ({ facts }) => (facts?.[kind] === 'equal' ? 1 : facts?.[kind] === 'overlap' ? 0.5 : 0),
    },
    {
      name: `title says another ${kind}`,
      channel: 'title',
      sign: -1,
      value: ({ facts }) => (facts?.[kind] === 'different' ? 1 : 0),
    },
  ]
}

/** The features of the scorer, in the order of its weights. A change here needs a new scorer file. */
export const FEATURES: readonly Feature[] = [
  { name: 'bytes equal', channel: 'bytes', sign: 1, value: ({ bytes }) => (bytes === 0 ? 1 : 0) },
  ...nearness('phash', [3, 8, 14, 22]),
  ...nearness('image', [0.03, 0.1, 0.2, 0.35, 0.6]),
  ...nearness('title', [0.1, 0.25, 0.45, 0.7, 1]),
  ...FACT_KINDS.flatMap(agreement),
  ...equality('brand'),
  ...equality('category'),
  ...nearness('price', [0.02, 0.1, 0.3, 0.6]),
  ...equality('code'),
  // Pictures and titles that agree say some of the same thing twice.
  {
    name: 'picture and title known',
    channel: 'title',
    sign: 0,
    value: ({ phash, title }) => (phash === null || title === null ? 0 : 1),
  },
]

/** @returns float64 [FEATURES.length] */
export function featureValues(measures: PairMeasures): Float64Array {
  return Float64Array.from(FEATURES, (feature) => feature.value(measures))
}
