import type {
  EvaluationChannel,
  EvaluationReport,
  EvaluationTruth,
  GroupingRule,
} from '../../../electron/contract/evaluate.ts'
import { formatCounted } from '../../components/format-quantity.ts'

export const CHANNEL_NAMES: Readonly<Record<EvaluationChannel, string>> = {
  score: 'Score, all evidence',
  image: 'Pictures',
  phash: 'Fingerprints',
  title: 'Titles',
  meaning: 'Meaning of titles',
  'image+title': 'Pictures and titles',
}

export const RULE_NAMES: Readonly<Record<GroupingRule, string>> = {
  'reviewed-groups': 'Groups with verdicts',
  groups: 'Groups',
  components: 'Connected components',
  neighbours: 'Neighbours',
  reciprocal: 'Reciprocal neighbours',
  fallback: 'Neighbours, or the best one',
  'by-category': 'Neighbours, threshold by category',
}

/** A share to three decimals; a dash where there was nothing to divide by. */
export function formatShare(share: number | null): string {
  return share === null ? '–' : share.toFixed(3)
}

/** What figures were measured against. */
export function truthInWords(truth: EvaluationTruth): string {
  if (truth.kind === 'label-group') return 'the column label_group'
  const file = truth.path.replace(/^.*[\\/]/, '')
  return truth.split === null ? file : `${file}, split ${truth.split}`
}

/** What took part, in a sentence. */
export function coverageInWords({ items, labelledItems, products, truePairs }: EvaluationReport): string {
  const known =
    labelledItems === items
      ? `All ${formatCounted(items, 'item')}`
      : `${formatCounted(labelledItems, 'item')} of ${formatCounted(items, 'item').replace(/ items?$/, '')}`
  const verb = labelledItems === 1 ? 'is' : 'are'
  return `${known} ${verb} known to be of ${formatCounted(products, 'product')}, which makes ${formatCounted(truePairs, 'true pair')}.`
}
