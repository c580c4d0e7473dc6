import type { Job } from '../../contract/jobs.ts'
import type { CommandContext, CommandResult } from './command.ts'
import { ProgressLine } from './progress-line.ts'

/**
 * Starts a job and waits for its end, with progress on standard error.
 * @throws the signal's reason when Ctrl-C was pressed
 */
export async function followJob({ client, signal }: CommandContext, start: () => Promise<Job>): Promise<Job> {
  const line = new ProgressLine(process.stderr)
  const events = await client.jobs.watch(undefined, { signal })
  const job = await start()
  try {
    for await (const event of events) {
      if (event.type !== 'job' || event.job.id !== job.id) continue
      if (event.job.progress !== null) line.show(event.job.progress)
      if (event.job.status === 'done' || event.job.status === 'failed' || event.job.status === 'cancelled')
        return event.job
    }
  } catch (error) {
    signal.throwIfAborted()
    throw error
  } finally {
    line.clear()
  }
  signal.throwIfAborted()
  throw new Error(`The engine stopped reporting before job ${job.id} had ended`)
}

/** What a command warns of: why its job failed. */
export function warningsOf({ error }: Job): string[] {
  return error === null ? [] : [error.words]
}

/** The result of a command whose job came to nothing. */
export function failedJob(job: Job): CommandResult {
  return { text: '', json: { status: job.status }, warnings: warningsOf(job), failed: true }
}
