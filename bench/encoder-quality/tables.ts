import { copyKind, type CopyStrength, copyStrength } from '../../electron/contract/copies.ts'
import type { CopyTallies } from '../../electron/engine/evaluate/copies/copy-tallies.ts'
import type { CalibrationFigures } from './calibration.ts'
import type { CopiesFound } from './copies.ts'
import type { LookAlikeFigures } from './look-alikes.ts'
import type { ProductFigures } from './products.ts'
import { mean } from './ranking.ts'
import type { SpeedFigures } from './speed.ts'

/** What stands side by side: a baseline, or one network trained with several seeds. */
export interface Column {
  readonly name: string
  /** Names of its spaces or describers. */
  readonly members: readonly string[]
}

/** A figure of each member; null where it could not be measured. */
type FigureOf = (member: string) => number | null

interface Row {
  readonly name: string
  readonly figure: FigureOf
}

function printFigures(title: string, first: string, columns: readonly Column[], rows: readonly Row[]): void {
  const lines = rows.map(({ name, figure }) => [
    name,
    ...columns.map(({ members }) => cell(members.map(figure))),
  ])
  printMarkdown(title, [first, ...columns.map(({ name }) => name)], lines)
}

function printMarkdown(title: string, header: readonly string[], rows: readonly (readonly string[])[]): void {
  console.log(`\n${title}\n`)
  console.log(`| ${header.join(' | ')} |`)
  console.log(`|---|${'---:|'.repeat(header.length - 1)}`)
  for (const row of rows) console.log(`| ${row.join(' | ')} |`)
}

/** In percent: the mean and, of several, the standard deviation. */
function cell(values: readonly (number | null)[]): string {
  const known = values.flatMap((value) => (value === null || Number.isNaN(value) ? [] : [value]))
  if (known.length === 0) return '-'
  const middle = mean(known)
  const percent = (100 * middle).toFixed(1)
  if (known.length === 1) return percent
  const squares = known.reduce((sum, value) => sum + (value - middle) ** 2, 0)
  return `${percent} ± ${(100 * Math.sqrt(squares / (known.length - 1))).toFixed(1)}`
}

export function printCopies(found: readonly CopiesFound[], columns: readonly Column[]): void {
  const bySpace = new Map(found.map(({ space, tallies }) => [space, tallies]))
  for (const figure of ['recallAt1', 'recallAtPrecision'] as const) {
    const words = figure === 'recallAt1' ? 'recall@1' : 'recall at precision 0.999'
    for (const strength of copyStrength.options) {
      const kinds = copyKind.options.map((kind): Row => ({
        name: kind,
        figure: (member) => bySpace.get(member)?.figures(kind, strength)[figure] ?? null,
      }))
      const all: Row[] = [
        { name: 'mean of the kinds', figure: (member) => mean(kinds.map((row) => row.figure(member) ?? 0)) },
        {
          name: 'all kinds by one distance',
          figure: (member) => bySpace.get(member)?.ofStrength(strength)[figure] ?? null,
        },
      ]
      // One distance decides nothing of what is nearest.
      const last = figure === 'recallAt1' ? all.slice(0, 1) : all
      printFigures(`Copies, ${strength}: ${words}, %`, 'kind', columns, [...kinds, ...last])
    }
  }
}

/** As a curator sees it, to whom another photo of the product is no mistake. */
export function printCopiesByProduct(found: readonly CopiesFound[], columns: readonly Column[]): void {
  const bySpace = new Map(found.map(({ space, productTallies }) => [space, productTallies]))
  printFigures(
    'Copies, all kinds, other photos of the product left out, %',
    '',
    columns,
    copyStrength.options.flatMap((strength) => rowsOfStrength(strength, bySpace)),
  )
}

/** All kinds together, for ways to compare side by side. */
export function printCopiesSummary(found: readonly CopiesFound[], columns: readonly Column[]): void {
  const bySpace = new Map(found.map(({ space, tallies }) => [space, tallies]))
  const rows = copyStrength.options.flatMap((strength) => rowsOfStrength(strength, bySpace))
  printFigures('Beyond plain comparing: copies, all kinds, %', '', columns, rows)
}

function rowsOfStrength(strength: CopyStrength, bySpace: ReadonlyMap<string, CopyTallies>): Row[] {
  return [
    {
      name: `${strength}: recall@1`,
      figure: (member) => bySpace.get(member)?.ofStrength(strength).recallAt1 ?? null,
    },
    {
      name: `${strength}: recall at precision 0.999`,
      figure: (member) => bySpace.get(member)?.ofStrength(strength).recallAtPrecision ?? null,
    },
  ]
}

export function printProducts(
  title: string,
  figures: readonly ProductFigures[],
  columns: readonly Column[],
): void {
  const bySpace = new Map(figures.map((of) => [of.space, of]))
  const rows = (['unseen', 'seen'] as const).flatMap((which) => {
    const queries = figures[0]?.[which].queries ?? 0
    return (['recallAt1', 'recallAt5', 'meanAveragePrecision'] as const).map((figure): Row => ({
      name: `${which} products (${queries} photos): ${FIGURE_WORDS[figure]}`,
      figure: (member) => bySpace.get(member)?.[which][figure] ?? null,
    }))
  })
  printFigures(`${title}, %`, '', columns, rows)
}

const FIGURE_WORDS = {
  recallAt1: 'recall@1',
  recallAt5: 'recall@5',
  meanAveragePrecision: 'mAP@1000',
} as const

export function printLookAlikes(figures: readonly LookAlikeFigures[], columns: readonly Column[]): void {
  const byName = new Map(figures.map((of) => [of.describer, of]))
  const rows = (['copies', 'otherPhotos'] as const).flatMap((of) =>
    (['colour', 'size', 'flavour', 'all'] as const).map((axis): Row => ({
      name: `${of === 'copies' ? 'a copy of the photo' : 'another photo'} against a variant in ${axis}`,
      figure: (member) => byName.get(member)?.[of][axis] ?? null,
    })),
  )
  printFigures('Look-alikes drawn at equal pose: AUROC, %', '', columns, rows)
}

export function printCalibration(figures: readonly CalibrationFigures[]): void {
  for (const { space, sameUpTo, atPrecision, reliability } of figures) {
    printMarkdown(
      `Distances of ${space}, chosen on validation photos: as likely the same as not at ${sameUpTo.toFixed(4)}`,
      ['precision asked for', 'distance', 'precision on test photos, %', 'recall on test photos, %'],
      atPrecision.map(({ precision, distance, test }) => [
        String(precision),
        distance?.toFixed(4) ?? '-',
        cell([test?.precision ?? null]),
        cell([test?.recall ?? null]),
      ]),
    )
    const error = reliability.expectedCalibrationError ?? 0
    printMarkdown(
      `Reliability of ${space}: expected calibration error ${error.toFixed(4)} over ${reliability.pairs} test pairs`,
      ['probability', 'pairs', 'mean probability', 'share that is the same'],
      reliability.bins.map(({ from, to, pairs, meanScore, shareSame }) => [
        `${from.toFixed(1)} to ${to.toFixed(1)}`,
        String(pairs),
        meanScore.toFixed(3),
        shareSame.toFixed(3),
      ]),
    )
  }
}

export function printSpeed(figures: readonly SpeedFigures[]): void {
  printMarkdown(
    'Speed, medians',
    [
      'model',
      'threads',
      'MB on disk',
      'load ms',
      'pictures/s alone',
      'pictures/s end to end',
      'MB of memory',
    ],
    figures.map((of) => [
      of.model,
      String(of.workers),
      of.fileMegabytes.toFixed(1),
      of.loadMs.toFixed(0),
      of.picturesPerSecond.toFixed(0),
      of.endToEndPerSecond.toFixed(0),
      of.memoryMegabytes.toFixed(0),
    ]),
  )
}
