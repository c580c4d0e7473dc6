import type { Command } from '../command.ts'
import { followJob } from '../follow-job.ts'
import { readNumber } from '../read-arguments.ts'
import { summaryLines } from '../summary-lines.ts'

/** `doublet match [--threshold P]` */
export const matchCommand: Command = async (context) => {
  const threshold = readNumber('threshold', context.line.options.threshold, 0, 1)
  await context.openCatalogue('must-exist')
  const job = await followJob(context, () =>
    context.client.jobs.startMatch(threshold === null ? {} : { threshold }),
  )
  const info = await context.client.catalogue.current()
  const text = summaryLines(job.summary)
  return {
    text,
    json: { status: job.status, threshold: info?.threshold, summary: job.summary },
    warnings: job.error === null ? [] : [job.error],
    failed: job.status !== 'done',
  }
}
