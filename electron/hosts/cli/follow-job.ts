import type { EngineEvent, Job } from '../../contract/jobs.ts'
import type { CommandContext, CommandResult } from './command.ts'
import { ProgressLine } from './progress-line.ts'

/**
 * Starts a job and waits for its end, with progress on standard error.
 * @throws the signal's reason when Ctrl-C was pressed
 */
export async function followJob({ client, signal }: CommandContext, start: () => Promise<Job>): Promise<Job> {
  const events = await client.jobs.watch(undefined, { signal })
  const job = await start()
  return followUntil(events, signal, `job ${job.id} had ended`, (event, line) => {
    if (event.type !== 'job' || event.job.id !== job.id) return null
    if (event.job.progress !== null) line.show(event.job.progress)
    const { status } = event.job
    return status === 'done' || status === 'failed' || status === 'cancelled' ? event.job : null
  })
}

/**
 * Looks at the engine's events until one is what is waited for, with a line for progress on standard error.
 * @param awaited in words, for the error when the events end before it
 * @param look null: not yet
 * @throws the signal's reason when Ctrl-C was pressed
 */
export async function followUntil<Found>(
  events: AsyncIterable<EngineEvent> | Promise<AsyncIterable<EngineEvent>>,
  signal: AbortSignal,
  awaited: string,
  look: (event: EngineEvent, line: ProgressLine) => Found | null | Promise<Found | null>,
): Promise<Found> {
  const line = new ProgressLine(process.stderr)
  try {
    for await (const event of await events) {
      const found = await look(event, line)
      if (found !== null) return found
    }
  } catch (error) {
    signal.throwIfAborted()
    throw error
  } finally {
    line.clear()
  }
  signal.throwIfAborted()
  throw new Error(`The engine stopped reporting before ${awaited}`)
}

/** What a command warns of: why its job failed. */
export function warningsOf({ error }: Job): string[] {
  return error === null ? [] : [error.words]
}

/** The result of a command whose job came to nothing. */
export function failedJob(job: Job): CommandResult {
  return { text: '', json: { status: job.status }, warnings: warningsOf(job), failed: true }
}
