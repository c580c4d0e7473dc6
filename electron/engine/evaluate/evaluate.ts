import type {
  CategoryFigures,
  ChannelFigures,
  ComparedSetting,
  EvaluationReport,
  EvaluationRequest,
} from '../../contract/evaluate.ts'
import { compareSettings, type EvaluatedText } from './compare-settings.ts'
import type { EvaluatedChannel } from './evaluated-channel.ts'
import { markBest } from './mark-best.ts'
import { matchFigures } from './match-figures.ts'
import { groupedItems, type GroupedItems } from './matches.ts'
import { precisionRecallCurve } from './precision-recall-curve.ts'
import { pairsAtLeast, type RankedPairs } from './ranked-pairs.ts'
import { rankingFigures } from './ranking-figures.ts'
import { reliabilityDiagram } from './reliability-diagram.ts'
import { shareOf } from './share-of.ts'
import { truthWithin, type Truth } from './truth.ts'
import { missedPairs, wrongPairs, type WrongPair } from './worst-errors.ts'

const RANKS = [1, 5, 10, 50, 1000]
const WORST = 50
const CATEGORIES = 20

/** A catalogue's matching and what is known of its products; items by their dense number. */
export interface EvaluationInput {
  readonly truth: Truth
  readonly categories: readonly (string | null)[]
  /** int32 [items]: group of each; -1 for none */
  readonly groupOf: Int32Array
  /** The score first. */
  readonly channels: readonly [EvaluatedChannel, ...EvaluatedChannel[]]
  /** See ComparisonInput. */
  readonly texts: AsyncIterable<EvaluatedText>
  readonly threshold: number
}

/** What the figures of a report are, but for names and ids. */
export type Evaluation = Pick<
  EvaluationReport,
  | 'labelledItems'
  | 'products'
  | 'truePairs'
  | 'candidateRecall'
  | 'figures'
  | 'channels'
  | 'categories'
  | 'reliability'
> & {
  readonly wrong: readonly WrongPair[]
  readonly missed: readonly WrongPair[]
  readonly table: ComparedSetting[]
}

/** @param rest awaited between two steps: lets the thread go, throws when the work was cancelled */
export async function evaluate(
  input: EvaluationInput,
  request: Pick<EvaluationRequest, 'compare' | 'thresholds'>,
  rest: (done: number) => Promise<void>,
): Promise<Evaluation> {
  const { truth, categories, groupOf, channels, texts, threshold } = input
  const { compare, thresholds } = request
  const [score] = channels
  const grouped = groupedItems(groupOf, score.lists)
  const figures = matchFigures(truth, grouped)
  const ofChannels: ChannelFigures[] = []
  for (const channel of channels) {
    ofChannels.push(channelFigures(truth, channel, channel === score ? threshold : null))
    await rest(ofChannels.length)
  }
  const table: ComparedSetting[] = [
    {
      model: score.model,
      channel: 'score',
      rule: 'reviewed-groups',
      metric: score.metric,
      threshold: String(threshold),
      figures,
    },
  ]
  const compared = { truth, categories, channels, texts, threshold, compare, thresholds }
  for await (const setting of compareSettings(compared)) {
    table.push(setting)
    await rest(ofChannels.length + table.length)
  }
  const scored = pairsTruth(truth, score.pairs)
  return {
    labelledItems: truth.labelOf.filter((label) => label >= 0).length,
    products: truth.labelSizes.length,
    truePairs: truth.truePairs,
    candidateRecall: shareOf(scored.filter(({ same }) => same).length, truth.truePairs),
    figures,
    channels: ofChannels,
    categories: categoryFigures(input, grouped),
    reliability: reliabilityDiagram(scored),
    wrong: wrongPairs(truth, score.pairs, WORST),
    missed: missedPairs(truth, score.pairs, groupOf, WORST),
    table: markBest(table),
  }
}

function channelFigures(truth: Truth, channel: EvaluatedChannel, threshold: number | null): ChannelFigures {
  const { pairs, lists, thresholdOf, strengthOf } = channel
  return {
    channel: channel.channel,
    model: channel.model,
    metric: channel.metric,
    pairs: pairs.a.length,
    curve: precisionRecallCurve(
      pairs,
      (place) => truth.isSame(pairs.a[place] ?? 0, pairs.b[place] ?? 0),
      truth.truePairs,
      thresholdOf,
      threshold === null ? null : strengthOf(threshold),
    ),
    ...rankingFigures(truth, lists, RANKS),
  }
}

/** Each category as if there were nothing else: pairs of two items of it. */
function categoryFigures(
  { truth, categories, channels: [score], threshold }: EvaluationInput,
  grouped: GroupedItems,
): CategoryFigures[] {
  const sizes = new Map<string, number>()
  categories.forEach((category, item) => {
    if (category !== null && (truth.labelOf[item] ?? -1) >= 0)
      sizes.set(category, (sizes.get(category) ?? 0) + 1)
  })
  const largest = [...sizes].toSorted((one, other) => other[1] - one[1]).slice(0, CATEGORIES)
  return largest.map(([category, items]) => {
    const within = truthWithin(truth, (item) => categories[item] === category)
    const { pairs, thresholdOf, strengthOf } = score
    const curve = precisionRecallCurve(
      pairs,
      (place) => within.isSame(pairs.a[place] ?? 0, pairs.b[place] ?? 0),
      within.truePairs,
      thresholdOf,
      strengthOf(threshold),
    )
    return { category, items, truePairs: within.truePairs, figures: matchFigures(within, grouped), curve }
  })
}

function pairsTruth(truth: Truth, pairs: RankedPairs): { score: number; same: boolean }[] {
  const { a, b, strength } = pairsAtLeast(pairs, 0)
  const known: { score: number; same: boolean }[] = []
  strength.forEach((score, pair) => {
    const same = truth.isSame(a[pair] ?? 0, b[pair] ?? 0)
    if (same !== null) known.push({ score, same })
  })
  return known
}
