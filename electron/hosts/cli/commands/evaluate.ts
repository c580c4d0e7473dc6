import {
  comparedThresholds,
  comparison,
  type ComparedSetting,
  type ComparedThresholds,
  type EvaluationReport,
  type EvaluationRequest,
} from '../../../contract/evaluate.ts'
import type { Command } from '../command.ts'
import { failedJob, followJob } from '../follow-job.ts'
import { evaluateCopies } from './evaluate-copies.ts'
import { readChoice, type CommandOptions } from '../read-arguments.ts'
import { UsageError } from '../usage.ts'
import { userPath } from '../user-path.ts'

const CHANNELS = comparedThresholds.keyof().options

/** `doublet evaluate --copies ...` or `doublet evaluate [--truth label_group | --pairs FILE [--split NAME]] [--compare ...] [--threshold ...] [--glove FILE] [--out FILE]` */
export const evaluateCommand: Command = async (context) => {
  const { client, line, openCatalogue } = context
  const { options } = line
  if (options.copies === true) return evaluateCopies(context)
  for (const name of ['photos', 'seed'] as const)
    if (options[name] !== undefined)
      throw new UsageError(`Expected --copies with --${name}, which says how copies are made`)
  const request: EvaluationRequest = {
    truth: readTruth(options),
    compare: readComparisons(options.compare),
    thresholds: readThresholds(options.threshold),
    ...(options.glove !== undefined && { glove: userPath(options.glove) }),
  }
  await openCatalogue('must-exist')
  const job = await followJob(context, () => client.evaluate.start(request))
  const report = job.status === 'done' ? await client.evaluate.report({ jobId: job.id }) : null
  if (report === null) return failedJob(job)
  const { out } = options
  const written =
    out === undefined ? null : await client.evaluate.exportTable({ jobId: job.id, path: userPath(out) })
  const lines = reportLines(report)
  return {
    text: [...lines, ...(written === null ? [] : [`${written.rows} rows to ${written.path}`])].join('\n'),
    json: report,
    warnings: report.notes.map(({ words }) => words),
    failed: false,
  }
}

function readTruth({ truth, pairs, split }: CommandOptions): EvaluationRequest['truth'] {
  const named = readChoice('truth', truth, ['label_group'])
  if (pairs === undefined) {
    if (split !== undefined)
      throw new UsageError('Expected --pairs FILE with --split, which names rows of it')
    return { kind: 'label-group' }
  }
  if (named !== null) throw new UsageError('Expected either --truth label_group or --pairs FILE, not both')
  return { kind: 'pairs', path: userPath(pairs), split: split ?? null }
}

function readComparisons(text: string | undefined): EvaluationRequest['compare'] {
  const asked = text?.split(',').map((word) => readChoice('compare', word.trim(), comparison.options))
  return asked?.filter((word) => word !== null) ?? [...comparison.options]
}

/** "0.4,0.5,image=0.3,title=0.17": scores, and distances of the channels they are for. */
function readThresholds(text: string | undefined): ComparedThresholds {
  const thresholds: ComparedThresholds = {}
  for (const part of text?.split(',') ?? []) {
    const [first = '', second] = part.split('=').map((word) => word.trim())
    const channel = second === undefined ? 'score' : readChoice('threshold', first, CHANNELS)
    const written = second ?? first
    const largest = channel === 'phash' ? 64 : 1
    const value = Number(written)
    if (channel === null || written === '' || !(value >= 0 && value <= largest))
      throw new UsageError(
        `Expected --threshold to give numbers from 0 to ${largest}${channel === null ? '' : ` for ${channel}`}, such as 0.5,image=0.3,title=0.17, but received “${part}”`,
      )
    thresholds[channel] = [...(thresholds[channel] ?? []), value]
  }
  return thresholds
}

function reportLines(report: EvaluationReport): string[] {
  const { labelledItems, products, truePairs, figures, reliability, channels, categories } = report
  const { pairs, bCubed } = figures
  return [
    `items of known products: ${labelledItems} of ${report.items}, products: ${products}`,
    `pairs known: ${truePairs}, found: ${pairs.foundPairs}, correct: ${pairs.correctPairs}; recall of candidates: ${share(report.candidateRecall)}`,
    `precision: ${share(pairs.precision)}`,
    `recall: ${share(pairs.recall)}`,
    `F1: ${share(pairs.f1)}`,
    `mean F1 by row: ${share(figures.meanRowF1)}`,
    `B-cubed: precision ${share(bCubed.precision)}, recall ${share(bCubed.recall)}, F1 ${share(bCubed.f1)}`,
    `expected calibration error: ${share(reliability.expectedCalibrationError)} over ${reliability.pairs} pairs`,
    ...channels.map(
      ({ channel, curve, recallAt, meanAveragePrecisionAt }) =>
        `${channel}: average precision ${share(curve.averagePrecision)}, ${atRanks('recall', recallAt)}, ${atRanks('mAP', meanAveragePrecisionAt)}`,
    ),
    ...categories.map(
      ({ category, items, figures: ofCategory }) =>
        `category ${category}: ${items} items, F1 ${share(ofCategory.pairs.f1)}, mean F1 by row ${share(ofCategory.meanRowF1)}`,
    ),
    '',
    ...bestLines(report.table),
    '',
    ...tableLines(report.table),
  ]
}

const SHOWN_RANKS: ReadonlySet<number> = new Set([1, 10, 1000])

function atRanks(name: string, values: readonly { k: number; value: number | null }[]): string {
  return values
    .filter(({ k }) => SHOWN_RANKS.has(k))
    .map(({ k, value }) => `${name}@${k} ${share(value)}`)
    .join(', ')
}

/** Each model at its best threshold, as the contest's baseline set them side by side. */
function bestLines(table: readonly ComparedSetting[]): string[] {
  const rows = table.filter(({ rule, best }) => rule === 'neighbours' && best === true)
  return [
    'Model | F1 Score | K Nearest-Neighbors Distance Metric | Distance Threshold',
    '--- | --- | --- | ---',
    ...rows.map(({ model, metric, threshold, figures }) =>
      [model, share(figures.meanRowF1), metric, threshold].join(' | '),
    ),
  ]
}

/** Every model, rule and threshold. */
function tableLines(table: readonly ComparedSetting[]): string[] {
  return [
    'Model | F1 by row | Metric | Threshold | Rule | Pair F1',
    '--- | --- | --- | --- | --- | ---',
    ...table.map(({ model, metric, threshold, rule, figures }) =>
      [model, share(figures.meanRowF1), metric, threshold, rule, share(figures.pairs.f1)].join(' | '),
    ),
  ]
}

function share(value: number | null): string {
  return value === null ? 'not defined' : value.toFixed(4)
}
