import type { Command } from '../command.ts'
import { followJob } from '../follow-job.ts'
import { summaryLines } from '../summary-lines.ts'

/** `doublet rebuild`: descriptors and thumbnails first, then pairs and groups. */
export const rebuildCommand: Command = async (context) => {
  await context.openCatalogue('must-exist')
  const rebuilt = await followJob(context, () => context.client.jobs.startRebuild())
  if (rebuilt.status !== 'done')
    return {
      text: '',
      json: rebuilt,
      warnings: rebuilt.error === null ? [] : [rebuilt.error.words],
      failed: true,
    }
  const matched = await followJob(context, () => context.client.jobs.startMatch({}))
  const summary = { ...rebuilt.summary, ...matched.summary }
  return {
    text: summaryLines(summary),
    json: { status: matched.status, summary },
    warnings: matched.error === null ? [] : [matched.error.words],
    failed: matched.status !== 'done',
  }
}
