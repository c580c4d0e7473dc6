import type { ComparedSetting } from '../../contract/evaluate.ts'

const RULES = {
  'reviewed-groups': 'groups with verdicts',
  groups: 'groups',
  components: 'connected components',
  neighbours: 'neighbours',
  reciprocal: 'reciprocal neighbours',
  fallback: 'neighbours, or the best one',
  'by-category': 'neighbours, by category',
} as const

/** A row of the table; null where a figure is not defined. */
export type SettingRow = Readonly<Record<SettingColumn, string | number | null>>

export const SETTING_COLUMNS = [
  'model',
  'f1',
  'metric',
  'threshold',
  'best',
  'channel',
  'rule',
  'pair_precision',
  'pair_recall',
  'pair_f1',
  'bcubed_precision',
  'bcubed_recall',
  'bcubed_f1',
] as const
type SettingColumn = (typeof SETTING_COLUMNS)[number]

/** Compared settings as rows: model, the contest's F1, metric and threshold first, and then the rest. */
export function settingRows(table: readonly ComparedSetting[]): SettingRow[] {
  return table.map(({ model, metric, threshold, best, channel, rule, figures }) => ({
    model,
    f1: rounded(figures.meanRowF1),
    metric,
    threshold,
    best: best === true ? 'yes' : null,
    channel,
    rule: RULES[rule],
    pair_precision: rounded(figures.pairs.precision),
    pair_recall: rounded(figures.pairs.recall),
    pair_f1: rounded(figures.pairs.f1),
    bcubed_precision: rounded(figures.bCubed.precision),
    bcubed_recall: rounded(figures.bCubed.recall),
    bcubed_f1: rounded(figures.bCubed.f1),
  }))
}

function rounded(share: number | null): number | null {
  return share === null ? null : Math.round(share * 1e4) / 1e4
}
