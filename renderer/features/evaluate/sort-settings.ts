import type { ComparedSetting } from '../../../electron/contract/evaluate.ts'
import { knownPartsInWords } from '../../components/known-words.ts'
import { channelName, metricName, ruleName, thresholdInWords } from './evaluate-words.ts'
import { language, type WordKey } from '../../words/words.ts'

/** The columns of the table of settings: those of the contest's baseline first. */
export const SETTING_COLUMNS = [
  {
    id: 'model',
    title: 'evaluate.columnModel',
    numeric: false,
    valueOf: ({ model }) => knownPartsInWords(model, ' + '),
  },
  { id: 'f1', title: 'evaluate.columnF1', numeric: true, valueOf: ({ figures }) => figures.meanRowF1 },
  {
    id: 'metric',
    title: 'evaluate.columnMetric',
    numeric: false,
    valueOf: ({ metric }) => metricName(metric),
  },
  {
    id: 'threshold',
    title: 'evaluate.columnThreshold',
    numeric: false,
    valueOf: thresholdInWords,
  },
  {
    id: 'channel',
    title: 'evaluate.columnChannel',
    numeric: false,
    valueOf: ({ channel }) => channelName(channel),
  },
  { id: 'rule', title: 'evaluate.columnRule', numeric: false, valueOf: ({ rule }) => ruleName(rule) },
  { id: 'pairF1', title: 'evaluate.pairF1', numeric: true, valueOf: ({ figures }) => figures.pairs.f1 },
  {
    id: 'precision',
    title: 'evaluate.precision',
    numeric: true,
    valueOf: ({ figures }) => figures.pairs.precision,
  },
  { id: 'recall', title: 'evaluate.recall', numeric: true, valueOf: ({ figures }) => figures.pairs.recall },
  { id: 'bCubedF1', title: 'evaluate.bCubedF1', numeric: true, valueOf: ({ figures }) => figures.bCubed.f1 },
] as const satisfies readonly SettingColumnShape[]

interface SettingColumnShape {
  readonly id: string
  readonly title: WordKey
  readonly numeric: boolean
  readonly valueOf: (setting: ComparedSetting) => string | number | null
}

export type SettingColumn = (typeof SETTING_COLUMNS)[number]

export interface SettingSort {
  readonly column: SettingColumn['id']
  readonly direction: 'ascending' | 'descending'
}

/** The settings in the order of one column; what is not defined comes last, and equal ones keep their order. */
export function sortSettings(table: readonly ComparedSetting[], sort: SettingSort | null): ComparedSetting[] {
  const column = SETTING_COLUMNS.find(({ id }) => id === sort?.column)
  if (column === undefined) return [...table]
  const orderOf = column.id === 'threshold' ? (row: ComparedSetting) => row.threshold : column.valueOf
  const sign = sort?.direction === 'descending' ? -1 : 1
  return table.toSorted((one, other) => {
    const [a, b] = [orderOf(one), orderOf(other)]
    if (a === null || b === null) return Number(a === null) - Number(b === null)
    return sign * compareValues(a, b)
  })
}

/** Thresholds are English that begins with a number, "0.35 to 0.8 by category": that number counts first. */
function compareValues(a: string | number, b: string | number): number {
  const byNumber = Number.parseFloat(String(a)) - Number.parseFloat(String(b))
  return Number.isNaN(byNumber) || byNumber === 0
    ? String(a).localeCompare(String(b), language.value)
    : byNumber
}

/** The order after a click on a column: figures from the best down, words from A on, and then the other way round. */
export function nextSort(sort: SettingSort | null, column: SettingColumn): SettingSort {
  const first = column.numeric ? 'descending' : 'ascending'
  if (sort?.column !== column.id) return { column: column.id, direction: first }
  return { column: column.id, direction: sort.direction === 'ascending' ? 'descending' : 'ascending' }
}
