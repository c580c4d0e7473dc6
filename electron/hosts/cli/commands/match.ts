import { textSettingName } from '../../../contract/text-settings.ts'
import type { Command } from '../command.ts'
import { followJob, warningsOf } from '../follow-job.ts'
import { notesOf } from '../notes-of.ts'
import { readChoice, readNumber } from '../read-arguments.ts'
import { summaryLines } from '../summary-lines.ts'
import { userPath } from '../user-path.ts'

/** `doublet match [--threshold P] [--text SETTING] [--glove FILE]` */
export const matchCommand: Command = async (context) => {
  const { options } = context.line
  const threshold = readNumber('threshold', options.threshold, 0, 1)
  const text = readChoice('text', options.text, textSettingName.options)
  await context.openCatalogue('must-exist')
  const job = await followJob(context, () =>
    context.client.jobs.startMatch({
      ...(threshold !== null && { threshold }),
      ...(text !== null && { text }),
      ...(options.glove !== undefined && { glove: userPath(options.glove) }),
    }),
  )
  const info = await context.client.catalogue.current()
  return {
    text: [summaryLines(job.summary), ...notesOf(job)].join('\n'),
    json: { status: job.status, threshold: info?.threshold, summary: job.summary, notes: notesOf(job) },
    warnings: warningsOf(job),
    failed: job.status !== 'done',
  }
}
