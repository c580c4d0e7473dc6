import type { QueryClient } from '@tanstack/vue-query'
import type { Job } from '../../electron/contract/jobs.ts'
import type { Progress } from '../../electron/contract/progress.ts'
import type { EngineConnection } from './engine-connection.ts'
import { staleAnswers, type ChangedEvent } from './stale-answers.ts'

/** Changes come in bursts while a job runs; asking again this often keeps lists fresh without flooding the engine. */
const REFRESH_INTERVAL_MS = 300

/** Follows what the engine says has changed, for as long as the window lives, over every reconnection. */
export function watchEngine(
  connection: EngineConnection,
  queryClient: QueryClient,
  onJob: (job: Job) => void,
  onExport: (progress: Progress | null) => void,
): void {
  let changes: ChangedEvent[] = []
  let refreshTimer: ReturnType<typeof setTimeout> | undefined

  const noteChange = (event: ChangedEvent): void => {
    changes.push(event)
    refreshTimer ??= setTimeout(() => {
      refreshTimer = undefined
      const stale = staleAnswers(changes)
      changes = []
      for (const filter of stale) void queryClient.invalidateQueries(filter)
    }, REFRESH_INTERVAL_MS)
  }

  const follow = async (): Promise<void> => {
    try {
      for await (const event of await connection.client.jobs.watch()) {
        if (event.type === 'job') onJob(event.job)
        else if (event.type === 'export') onExport(event.progress)
        else noteChange(event)
      }
    } catch (error) {
      // A lost line ends the stream, and opening it again starts a new one; only a line that is still up is a fault.
      if (connection.state.value === 'open') console.error('The engine stopped sending its events', error)
    }
  }

  let first = true
  connection.onOpen(() => {
    // What happened while the line was down is not sent again.
    if (!first) void queryClient.invalidateQueries()
    first = false
    void follow()
  })
}
