import type {
  ComparedSetting,
  ComparedThresholds,
  Comparison,
  EvaluationChannel,
  GroupingRule,
} from '../../contract/evaluate.ts'
import { bestThreshold } from './best-threshold.ts'
import { matchesByCategory } from './category-thresholds.ts'
import { unitedChannel, type EvaluatedChannel } from './evaluated-channel.ts'
import {
  componentsRule,
  fallbackRule,
  groupsRule,
  neighboursRule,
  reciprocalRule,
  type ApplyRule,
} from './grouping-rules.ts'
import { matchFigures } from './match-figures.ts'
import type { Truth } from './truth.ts'

/** The usual thresholds; 0.3 for pictures and 0.17 for titles are those that the contest's baseline set side by side. */
const USUAL: Readonly<Record<Exclude<keyof ComparedThresholds, 'text'>, readonly number[]>> = {
  score: [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9],
  image: [0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5],
  phash: [0, 2, 4, 8, 12],
  title: [0.1, 0.17, 0.25, 0.35, 0.45, 0.55, 0.7],
  meaning: [0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5],
}
/** Among these the best threshold of a channel is looked for, besides the usual ones. */
const STEPS = Array.from({ length: 99 }, (_, n) => (n + 1) / 100)
const BITS = Array.from({ length: 33 }, (_, bits) => bits)
const UNITED_IMAGE = 0.3
const UNITED_TITLE = 0.17

const RULES: Readonly<Record<Exclude<GroupingRule, 'reviewed-groups' | 'by-category'>, ApplyRule>> = {
  groups: groupsRule,
  components: componentsRule,
  neighbours: neighboursRule,
  reciprocal: reciprocalRule,
  fallback: fallbackRule,
}

/** Titles compared in one text setting, with the distances up to which published solutions took them for the same. */
export interface EvaluatedText {
  readonly channel: EvaluatedChannel
  readonly published: readonly number[]
}

export interface ComparisonInput {
  readonly truth: Truth
  readonly channels: readonly EvaluatedChannel[]
  /** Titles in one text setting after another, measured when asked for: each takes its time and memory. */
  readonly texts: AsyncIterable<EvaluatedText>
  /** Category of every item. */
  readonly categories: readonly (string | null)[]
  readonly compare: readonly Comparison[]
  readonly thresholds: ComparedThresholds
  /** The score threshold in use, which stands among the others. */
  readonly threshold: number
}

/** One setting after another with its figures, so that the caller may rest in between. */
export async function* compareSettings(input: ComparisonInput): AsyncGenerator<ComparedSetting> {
  const { channels, compare } = input
  if (compare.includes('channels')) {
    for (const channel of channels) yield* compareThresholds(input, channel, 'neighbours')
    yield* compareUnited(input)
  }
  if (compare.includes('texts')) for await (const text of input.texts) yield* compareText(input, text)
  const score = channels.find(({ channel }) => channel === 'score')
  if (!compare.includes('rules') || score === undefined || score.pairs.a.length === 0) return
  for (const rule of ['groups', 'components', 'reciprocal', 'fallback'] as const)
    yield* compareThresholds(input, score, rule)
  // It stands for itself among the rules only where the channels were not asked for.
  if (!compare.includes('channels')) yield* compareThresholds(input, score, 'neighbours')
  yield categorySetting(input, score)
}

function* compareThresholds(
  { truth, thresholds, threshold }: ComparisonInput,
  channel: EvaluatedChannel,
  rule: keyof typeof RULES,
): Generator<ComparedSetting> {
  const { channel: name } = channel
  if (name === 'image+title' || name === 'text' || channel.pairs.a.length === 0) return
  const usual = thresholdsFor(name, thresholds, threshold)
  const looksForBest = rule === 'neighbours' && thresholds[name] === undefined
  const values = looksForBest ? withBest(truth, channel, usual) : usual
  for (const value of values) {
    const matches = RULES[rule](channel, channel.strengthOf(value))
    yield setting(channel, rule, [value], matchFigures(truth, matches))
  }
}

function* compareText(
  { truth, thresholds }: ComparisonInput,
  { channel, published }: EvaluatedText,
): Generator<ComparedSetting> {
  if (channel.pairs.a.length === 0) return
  for (const value of thresholds.text ?? withBest(truth, channel, published)) {
    const matches = neighboursRule(channel, channel.strengthOf(value))
    yield setting(channel, 'neighbours', [value], matchFigures(truth, matches))
  }
}

/** The thresholds and, if it is not among them, the best of a hundred. */
function withBest(truth: Truth, channel: EvaluatedChannel, values: readonly number[]): readonly number[] {
  const steps = channel.channel === 'phash' ? BITS : STEPS
  const best = bestThreshold(truth, channel, [...values, ...steps])
  return [...new Set([...values, best])].toSorted((one, other) => one - other)
}

function thresholdsFor(
  channel: keyof typeof USUAL,
  chosen: ComparedThresholds,
  inUse: number,
): readonly number[] {
  const values = chosen[channel] ?? (channel === 'score' ? [...USUAL.score, inUse] : USUAL[channel])
  return [...new Set(values)].toSorted((one, other) => one - other)
}

/** Pictures by one threshold and titles by another: the last row of the contest's table. */
function* compareUnited({ truth, channels, thresholds }: ComparisonInput): Generator<ComparedSetting> {
  const image = channels.find(({ channel }) => channel === 'image')
  const title = channels.find(({ channel }) => channel === 'title')
  if (image === undefined || title === undefined) return
  if (image.pairs.a.length === 0 || title.pairs.a.length === 0) return
  const itemCount = image.lists.offsets.length - 1
  for (const imageThreshold of thresholds.image ?? [UNITED_IMAGE])
    for (const titleThreshold of thresholds.title ?? [UNITED_TITLE]) {
      const united = unitedChannel(itemCount, `${image.model} + ${title.model}`, [
        { channel: image, minimum: image.strengthOf(imageThreshold) },
        { channel: title, minimum: title.strengthOf(titleThreshold) },
      ])
      const limits = [imageThreshold, titleThreshold]
      yield setting(united, 'neighbours', limits, matchFigures(truth, neighboursRule(united, 0)))
    }
}

function categorySetting(input: ComparisonInput, score: EvaluatedChannel): ComparedSetting {
  const { truth, categories, thresholds, threshold } = input
  const candidates = thresholdsFor('score', thresholds, threshold).map(score.strengthOf)
  const { matches, chosen } = matchesByCategory(truth, score, categories, candidates)
  return setting(score, 'by-category', chosen.map(score.thresholdOf), matchFigures(truth, matches))
}

function setting(
  { model, channel, metric }: EvaluatedChannel,
  rule: GroupingRule,
  limits: number[],
  figures: ComparedSetting['figures'],
): ComparedSetting {
  const threshold = limitsInEnglish(channel, rule, limits)
  return { model, channel, rule, metric, threshold, limits, figures }
}

function limitsInEnglish(
  channel: EvaluationChannel,
  rule: GroupingRule,
  [first, second]: readonly number[],
): string {
  if (rule === 'by-category') return `${first} to ${second} by category`
  return channel === 'image+title' ? `image ${first}, title ${second}` : String(first)
}
