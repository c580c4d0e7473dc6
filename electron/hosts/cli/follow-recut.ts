import type { CommandContext } from './command.ts'
import { followUntil } from './follow-job.ts'

/**
 * Does something and waits until the groups are cut anew, where it touched so many that a job does it.
 * @throws the signal's reason when Ctrl-C was pressed; what was done stays done
 */
export async function followRecut<Done>(
  { client, signal }: CommandContext,
  act: () => Promise<Done>,
): Promise<Done> {
  // One that a killed process left behind is not run again by a command of the terminal.
  const [last] = await client.jobs.list()
  const done = await act()
  const isLeft = async (): Promise<boolean> =>
    (await client.jobs.list()).some(
      ({ id, kind, finishedAt }) => kind === 'recut' && finishedAt === null && id > (last?.id ?? 0),
    )
  // The first event comes at once, after which no end of a job is missed.
  const events = client.jobs.watch(undefined, { signal })
  const found = await followUntil(events, signal, 'the groups were cut anew', async (event, line) => {
    if (!(await isLeft())) return { done }
    if (event.type === 'job' && event.job.kind === 'recut' && event.job.progress !== null)
      line.show(event.job.progress)
    return null
  })
  return found.done
}
