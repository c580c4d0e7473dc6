import type { Job } from '../../../contract/jobs.ts'
import type { Command, CommandContext } from '../command.ts'
import { failedJob, followJob } from '../follow-job.ts'
import { notesOf } from '../notes-of.ts'
import { readNumber } from '../read-arguments.ts'
import { summaryLines } from '../summary-lines.ts'
import { UsageError } from '../usage.ts'
import { userPath } from '../user-path.ts'

/** `doublet rank [FOLDER] --gallery FILE --queries FILE --out FILE [--top N]` */
export const rankCommand: Command = async (context) => {
  const { client, line, openCatalogue } = context
  const { gallery, queries, out, top } = line.options
  if (gallery === undefined || queries === undefined || out === undefined)
    throw new UsageError('Expected --gallery FILE, --queries FILE and --out FILE')
  if (line.operands.length > 1) throw new UsageError('Expected at most one folder that the pictures are in')
  const most = readNumber('top', top, 1, 100_000) ?? 1000
  if (!Number.isInteger(most))
    throw new UsageError(`Expected --top to be a whole number but received “${top}”`)
  const tables = { gallery: userPath(gallery), queries: userPath(queries) }
  await openCatalogue('create-if-missing')
  const imported = [await importTable(tables.gallery, context), await importTable(tables.queries, context)]
  const stopped = imported.find((job) => job.status !== 'done')
  if (stopped !== undefined) return failedJob(stopped)
  const job = await followJob(context, () =>
    client.evaluate.startRanking({ ...tables, out: userPath(out), top: most }),
  )
  const report = job.status === 'done' ? await client.evaluate.ranking({ jobId: job.id }) : null
  if (report === null) return failedJob(job)
  const notes = notesOf(report)
  const problems = await client.problems.list({ limit: 20 })
  return {
    text: [
      summaryLines(job.summary),
      `${report.queries} x ${report.top} to ${report.npy}, and the same as CSV to ${report.csv}`,
      ...(report.meanAveragePrecision === null
        ? []
        : [`mAP@${report.top}: ${report.meanAveragePrecision.toFixed(4)}`]),
    ].join('\n'),
    json: { ...report, notes },
    warnings: [
      ...notes,
      ...problems.rows.map(({ path, line: at, reason }) => `${path}:${at ?? ''} ${reason}`),
    ],
    failed: false,
  }
}

/** Takes in what is new of a table; its pictures lie below the folder, or beside it. */
function importTable(table: string, context: CommandContext): Promise<Job> {
  const [folder] = context.line.operands
  return followJob(context, () =>
    context.client.sources.import(folder === undefined ? { table } : { folder: userPath(folder), table }),
  )
}
