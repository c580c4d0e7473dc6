import type { CommandContext } from './command.ts'
import { ProgressLine } from './progress-line.ts'

/**
 * Does something and waits until the groups are cut anew, where it touched so many that a job does it.
 * @throws the signal's reason when Ctrl-C was pressed; what was done stays done
 */
export async function followRecut<Done>(
  { client, signal }: CommandContext,
  act: () => Promise<Done>,
): Promise<Done> {
  const line = new ProgressLine(process.stderr)
  // One that a killed process left behind is not run again by a command of the terminal.
  const [last] = await client.jobs.list()
  const done = await act()
  const isLeft = async (): Promise<boolean> =>
    (await client.jobs.list()).some(
      ({ id, kind, finishedAt }) => kind === 'recut' && finishedAt === null && id > (last?.id ?? 0),
    )
  try {
    // The first event comes at once, after which no end of a job is missed.
    for await (const event of await client.jobs.watch(undefined, { signal })) {
      if (!(await isLeft())) return done
      if (event.type === 'job' && event.job.kind === 'recut' && event.job.progress !== null)
        line.show(event.job.progress)
    }
  } catch (error) {
    signal.throwIfAborted()
    throw error
  } finally {
    line.clear()
  }
  signal.throwIfAborted()
  throw new Error('The engine stopped reporting before the groups were cut anew')
}
