import {
  channel,
  type Channel,
  type ChannelEvidence,
  type TitleConflict,
} from '../../../contract/evidence.ts'
import type { FactConflict } from '../titles/compare-facts.ts'
import type { PairMeasures } from './measure-pair.ts'

/** What is said where at least one of the two has nothing to compare. */
const MISSING: Readonly<Record<Channel, string>> = {
  bytes: 'no picture to compare',
  phash: 'no picture to compare',
  image: 'no picture features to compare',
  title: 'no title to compare',
  meaning: 'no text model has read both titles',
  brand: 'brand not given',
  category: 'category not given',
  price: 'price not given',
  code: 'code not given',
}

/**
 * The evidence of a pair as a person reads it, every channel in the contract's order.
 * @param contributions as scorePair gives them
 * @param conflicts as factConflicts gives them: in what the two titles differ
 */
export function channelEvidence(
  measures: PairMeasures,
  contributions: Readonly<Record<Channel, number>>,
  conflicts: readonly FactConflict[],
): ChannelEvidence[] {
  const told = toldConflicts(measures, conflicts)
  return channel.options.map((name) => ({
    channel: name,
    distance: measures[name],
    words: [channelWords(name, measures), ...(name === 'title' ? told.map(conflictWords) : [])].join('; '),
    contribution: contributions[name],
  }))
}

/** A brand that one title leaves out but its item gives is no conflict to the score, so it is not told as one. */
export function toldConflicts(
  { wordConflicts }: PairMeasures,
  conflicts: readonly FactConflict[],
): TitleConflict[] {
  return conflicts
    .filter(({ kind }) => kind !== 'word' || (wordConflicts ?? 0) > 0)
    .map(({ kind, onlyA, onlyB }) => ({ kind, onlyA: [...onlyA], onlyB: [...onlyB] }))
}

const KNOWN: Readonly<Record<Channel, (distance: number) => string>> = {
  bytes: (distance) => (distance === 0 ? 'the same picture file' : 'different picture files'),
  phash: (distance) => `${distance} of 64 bits differ`,
  image: (distance) => `pictures ${closeness(distance)} (distance ${distance.toFixed(3)})`,
  title: (distance) => `titles ${percent(1 - distance)} alike`,
  meaning: (distance) => `titles mean ${sameness(distance)} (distance ${distance.toFixed(3)})`,
  brand: (distance) => (distance === 0 ? 'same brand' : 'different brands'),
  category: (distance) => (distance === 0 ? 'same category' : 'different categories'),
  price: (distance) => (distance === 0 ? 'same price' : `prices ${percent(distance)} apart`),
  code: (distance) => (distance === 0 ? 'same code' : 'different codes'),
}

/** One channel's distance in words. */
export function channelWords(name: Channel, measures: PairMeasures): string {
  const distance = measures[name]
  return distance === null ? MISSING[name] : KNOWN[name](distance)
}

function conflictWords({ kind, onlyA, onlyB }: FactConflict): string {
  const words = `${onlyA.join(', ')} against ${onlyB.join(', ')}`
  return kind === 'word' ? words : `${kind} ${words}`
}

function closeness(distance: number): string {
  if (distance < 0.02) return 'look the same'
  if (distance < 0.15) return 'look alike'
  return distance < 0.4 ? 'look somewhat alike' : 'look different'
}

function sameness(distance: number): string {
  if (distance < 0.1) return 'the same'
  return distance < 0.3 ? 'something similar' : 'different things'
}

function percent(share: number): string {
  return `${Math.round(share * 100)}%`
}
