import type { Command } from '../command.ts'
import { followJob, warningsOf } from '../follow-job.ts'
import { notesOf } from '../notes-of.ts'
import { summaryLines } from '../summary-lines.ts'
import { UsageError } from '../usage.ts'

/** `doublet map [--anew]`: draws the map that the window shows, so that it is there when someone looks. */
export const mapCommand: Command = async (context) => {
  const { client, line, openCatalogue } = context
  const { options, operands } = line
  if (operands.length > 0) throw new UsageError(`Expected options only but received “${operands.join(' ')}”`)
  await openCatalogue('must-exist')
  const job = await followJob(context, () => client.map.draw({ anew: options.anew === true }))
  return {
    text: [summaryLines(job.summary), ...notesOf(job)].join('\n'),
    json: { status: job.status, summary: job.summary, notes: notesOf(job) },
    warnings: warningsOf(job),
    failed: job.status !== 'done',
  }
}
