import { exportFormat, exportWhat } from '../../../contract/export.ts'
import type { Command } from '../command.ts'
import { followExport } from '../follow-export.ts'
import { readChoice, readNumber } from '../read-arguments.ts'
import { UsageError } from '../usage.ts'
import { userPath } from '../user-path.ts'

/** `doublet export WHAT --out FILE [--format F]`; the format goes by the file's ending when it is not given. */
export const exportCommand: Command = async (context) => {
  const { line, openCatalogue } = context
  const { options, operands } = line
  const what = readChoice('what', operands[0], exportWhat.options)
  if (what === null || operands.length > 1)
    throw new UsageError(`Expected “doublet export” with one of ${exportWhat.options.join(', ')}`)
  if (options.out === undefined) throw new UsageError('Expected --out FILE: where the export goes')
  const ending = exportFormat.safeParse(options.out.split('.').at(-1)?.toLowerCase())
  const format =
    readChoice('format', options.format, exportFormat.options) ?? (ending.success ? ending.data : 'csv')
  const validationShare = readNumber('validation', options.validation, 0, 0.9) ?? 0.1
  const testShare = readNumber('test', options.test, 0, 0.9) ?? 0.1
  const seed = readNumber('seed', options.seed, 1, 1_000_000) ?? 1
  await openCatalogue('must-exist')
  const done = await followExport(context, {
    what,
    format,
    includeImplied: options['direct-only'] !== true,
    validationShare,
    testShare,
    seed,
    ...(options.same === undefined ? {} : { sameProduct: options.same }),
    path: userPath(options.out),
  })
  const counts = [
    ...done.byRelation.map(({ relation, count }) => `${relation}: ${count}`),
    ...done.bySplit.map(({ split, count }) => `${split}: ${count}`),
  ]
  return {
    text: [`${done.rows} rows to ${done.path}`, ...counts].join('\n'),
    json: done,
    warnings: done.notes.map(({ words }) => words),
    failed: false,
  }
}
