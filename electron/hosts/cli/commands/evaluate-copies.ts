import { type CopiesReport, copyKind, copyStrength } from '../../../contract/copies.ts'
import type { Command } from '../command.ts'
import { failedJob, followJob } from '../follow-job.ts'
import { readNumber } from '../read-arguments.ts'
import { UsageError } from '../usage.ts'
import { userPath } from '../user-path.ts'

const MOST_PHOTOS = 10_000
const LARGEST_SEED = 2 ** 31 - 1
const OPTIONS_OF_TRUTH = ['truth', 'pairs', 'split', 'compare', 'threshold', 'glove'] as const

/** `doublet evaluate --copies [--photos N] [--seed S] [--out FILE]` */
export const evaluateCopies: Command = async (context) => {
  const { client, line, openCatalogue } = context
  const { options } = line
  const other = OPTIONS_OF_TRUTH.find((name) => options[name] !== undefined)
  if (other !== undefined)
    throw new UsageError(`Expected either --copies or --${other}: copies need no known products`)
  const photos = wholeNumber('photos', options.photos, 1, MOST_PHOTOS) ?? 200
  const seed = wholeNumber('seed', options.seed, 0, LARGEST_SEED) ?? 1
  await openCatalogue('must-exist')
  const job = await followJob(context, () => client.copies.start({ photos, seed }))
  const report = job.status === 'done' ? await client.copies.report() : null
  if (report === null) return failedJob(job)
  const { out } = options
  const written = out === undefined ? null : await client.copies.exportTable({ path: userPath(out) })
  const lines = [
    ...reportLines(report),
    ...(written === null ? [] : [`${written.rows} rows to ${written.path}`]),
  ]
  const { unreadable } = report
  return {
    text: lines.join('\n'),
    json: report,
    warnings: unreadable === 0 ? [] : [`${unreadable} photos could not be read and were left out.`],
    failed: false,
  }
}

function wholeNumber(
  name: string,
  text: string | undefined,
  minimum: number,
  maximum: number,
): number | null {
  const value = readNumber(name, text, minimum, maximum)
  if (value !== null && !Number.isInteger(value))
    throw new UsageError(`Expected --${name} to be a whole number but received “${text}”`)
  return value
}

/** Two tables in percent: kinds down, strengths across. */
function reportLines({ model, photos, pictures, rows, byStrength }: CopiesReport): string[] {
  const table = (title: string, figure: 'recallAt1' | 'recallAtPrecision'): string[] => [
    '',
    `${title} | ${copyStrength.options.join(' | ')}`,
    ['---', ...copyStrength.options.map(() => '---')].join(' | '),
    ...[...copyKind.options, 'all' as const].map((kind) => {
      const of = kind === 'all' ? byStrength : rows.filter((row) => row.kind === kind)
      const cells = copyStrength.options.map((strength) =>
        percent(of.find((row) => row.strength === strength)?.figures[figure] ?? null),
      )
      return [kind, ...cells].join(' | ')
    }),
  ]
  const distances = byStrength.map(
    ({ strength, figures }) => `${strength} ${figures.distance?.toFixed(4) ?? 'none'}`,
  )
  return [
    `model: ${model}`,
    `${photos} photos, edited in ${rows.length} ways each, looked for among ${pictures} pictures`,
    ...table('Original nearest of all, %', 'recallAt1'),
    ...table('Found while 999 of 1,000 pairs are right, %', 'recallAtPrecision'),
    '',
    `distance up to which 999 of 1,000 pairs are right, all kinds together: ${distances.join(', ')}`,
  ]
}

function percent(share: number | null): string {
  return share === null ? 'not defined' : (100 * share).toFixed(1)
}
