import { exportFormat } from '../../../contract/export.ts'
import type { Command } from '../command.ts'
import { readChoice, readNumber } from '../read-arguments.ts'
import { UsageError } from '../usage.ts'
import { userPath } from '../user-path.ts'

/** `doublet export pairs|groups|submission --out FILE [--format F]`; the format goes by the file's ending when it is not given. */
export const exportCommand: Command = async ({ client, line, openCatalogue }) => {
  const { options, operands } = line
  const what = readChoice('what', operands[0], ['pairs', 'groups', 'submission'])
  if (what === null || operands.length > 1)
    throw new UsageError(
      'Expected “doublet export pairs”, “doublet export groups” or “doublet export submission”',
    )
  if (options.out === undefined) throw new UsageError('Expected --out FILE: where the export goes')
  const ending = exportFormat.safeParse(options.out.split('.').at(-1)?.toLowerCase())
  const format =
    readChoice('format', options.format, exportFormat.options) ?? (ending.success ? ending.data : 'csv')
  const validationShare = readNumber('validation', options.validation, 0, 0.9) ?? 0.1
  const testShare = readNumber('test', options.test, 0, 0.9) ?? 0.1
  await openCatalogue('must-exist')
  const done = await client.export.run({
    what,
    format,
    includeImplied: options['direct-only'] !== true,
    validationShare,
    testShare,
    path: userPath(options.out),
  })
  const counts = [
    ...done.byRelation.map(({ relation, count }) => `${relation}: ${count}`),
    ...done.bySplit.map(({ split, count }) => `${split}: ${count}`),
  ]
  return {
    text: [`${done.rows} rows to ${done.path}`, ...counts].join('\n'),
    json: done,
    warnings: done.notes,
    failed: false,
  }
}
