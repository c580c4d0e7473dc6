import { stat } from 'node:fs/promises'
import type { Job } from '../../../contract/jobs.ts'
import type { SourceRequest } from '../../../contract/sources.ts'
import type { Command, CommandContext } from '../command.ts'
import { followJob } from '../follow-job.ts'
import { UsageError } from '../usage.ts'
import { userPath } from '../user-path.ts'
import { summaryLines } from '../summary-lines.ts'

/** `doublet import SOURCE... [--table FILE --id COL --title COL --image COL --group COL]` */
export const importCommand: Command = async (context) => {
  const requests = await readRequests(context)
  await context.openCatalogue('create-if-missing')
  const jobs: Job[] = []
  for (const request of requests)
    jobs.push(await followJob(context, () => context.client.sources.import(request)))
  const problems = await context.client.problems.list({ limit: 20 })
  const summary: Record<string, number> = {}
  for (const job of jobs)
    for (const [words, count] of Object.entries(job.summary)) summary[words] = (summary[words] ?? 0) + count
  const listed = problems.rows.map(
    (problem) =>
      `${problem.path}${problem.line === null ? '' : `:${problem.line}`}: ${problem.reason} ${problem.advice}`,
  )
  const more = problems.total - listed.length
  return {
    text: summaryLines(summary),
    json: {
      summary,
      problems: problems.total,
      byCode: problems.byCode,
      jobs: jobs.map(({ id, status }) => ({ id, status })),
    },
    warnings: [...listed, ...(more > 0 ? [`... and ${more} more problems`] : []), ...failures(jobs)],
    failed: jobs.some((job) => job.status !== 'done'),
  }
}

function failures(jobs: readonly Job[]): string[] {
  return jobs.flatMap((job) => (job.error === null ? [] : [job.error.words]))
}

async function readRequests({ line }: CommandContext): Promise<SourceRequest[]> {
  const { options, operands } = line
  const mapping = {
    ...(options.id === undefined ? {} : { id: options.id }),
    ...(options.title === undefined ? {} : { title: options.title }),
    ...(options.group === undefined ? {} : { labelGroup: options.group }),
    ...(options.image === undefined ? {} : { images: options.image }),
  }
  const given = Object.keys(mapping).length === 0 ? {} : { mapping }
  const table = options.table === undefined ? {} : { table: userPath(options.table) }
  if (operands.length === 0 && options.table !== undefined) return [{ ...table, ...given }]
  if (operands.length === 0) throw new UsageError('Expected at least one folder or table to import')
  if (operands.length > 1 && options.table !== undefined)
    throw new UsageError('Expected one folder with --table but received several sources')
  return Promise.all(
    operands.map(async (operand): Promise<SourceRequest> => {
      const path = userPath(operand)
      const found = await stat(path).catch(() => null)
      if (found === null) throw new UsageError(`There is nothing at ${path}`)
      return found.isDirectory() ? { folder: path, ...table, ...given } : { table: path, ...given }
    }),
  )
}
