import type {
  ComparedSetting,
  EvaluationChannel,
  EvaluationMetric,
  EvaluationReport,
  EvaluationTruth,
  GroupingRule,
} from '../../../electron/contract/evaluate.ts'
import { formatNumber } from '../../components/format-number.ts'
import { formatCount, formatCounted } from '../../components/format-quantity.ts'
import { t, type WordKey } from '../../words/words.ts'

const CHANNEL_NAMES: Readonly<Record<EvaluationChannel, WordKey>> = {
  score: 'evaluate.channelScore',
  image: 'evaluate.channelImage',
  phash: 'evaluate.channelPhash',
  title: 'evaluate.channelTitle',
  meaning: 'evaluate.channelMeaning',
  'image+title': 'evaluate.channelImageTitle',
  text: 'evaluate.channelText',
}

const RULE_NAMES: Readonly<Record<GroupingRule, WordKey>> = {
  'reviewed-groups': 'evaluate.ruleReviewedGroups',
  groups: 'evaluate.ruleGroups',
  components: 'evaluate.ruleComponents',
  neighbours: 'evaluate.ruleNeighbours',
  reciprocal: 'evaluate.ruleReciprocal',
  fallback: 'evaluate.ruleFallback',
  'by-category': 'evaluate.ruleByCategory',
}

/** What was compared, as it is called on screen. */
export function channelName(channel: EvaluationChannel): string {
  return t(CHANNEL_NAMES[channel])
}

/** How groups were formed, as it is called on screen. */
export function ruleName(rule: GroupingRule): string {
  return t(RULE_NAMES[rule])
}

const METRIC_NAMES: Readonly<Record<EvaluationMetric, WordKey>> = {
  'calibrated probability': 'evaluate.metricProbability',
  'differing bits of 64': 'evaluate.metricBits',
  'cosine distance': 'evaluate.metricCosine',
}

/** What thresholds are numbers of, as it is called on screen. */
export function metricName(metric: EvaluationMetric): string {
  return t(METRIC_NAMES[metric])
}

/** "0.3", "image 0.3, title 0.17", "0.35 to 0.8 by category". */
export function thresholdInWords({ channel, rule, limits, threshold }: ComparedSetting): string {
  const [first, second] = (limits ?? []).map((limit) => formatNumber(limit, { maximumFractionDigits: 6 }))
  if (first === undefined) return threshold
  if (second === undefined) return first
  if (rule === 'by-category') return t('evaluate.limitsByCategory', { from: first, to: second })
  return channel === 'image+title' ? t('evaluate.limitsOfBoth', { image: first, title: second }) : first
}

/** A share to three decimals; a dash where there was nothing to divide by. */
export function formatShare(share: number | null): string {
  return share === null ? '–' : formatNumber(share, { minimumFractionDigits: 3, maximumFractionDigits: 3 })
}

/** What figures were measured against. */
export function truthInWords(truth: EvaluationTruth): string {
  if (truth.kind === 'label-group') return t('evaluate.truthColumn')
  const file = truth.path.replace(/^.*[\\/]/, '')
  return truth.split === null ? file : t('evaluate.truthSplit', { file, split: truth.split })
}

/** What took part, in a sentence. */
export function coverageInWords({ items, labelledItems, products, truePairs }: EvaluationReport): string {
  const rest = { products: formatCounted(products, 'product'), pairs: formatCounted(truePairs, 'truePair') }
  if (labelledItems === items) return t('evaluate.allKnown', { items: formatCounted(items, 'item'), ...rest })
  return t('evaluate.someKnown', {
    labelled: formatCount(labelledItems),
    items: formatCounted(items, 'item'),
    ...rest,
  })
}
