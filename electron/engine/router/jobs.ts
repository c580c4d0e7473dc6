import type { EngineEvent, Job } from '../../contract/jobs.ts'
import { say } from '../../contract/saying.ts'
import { asJob } from '../catalogue/job-repository.ts'
import type { EngineState } from '../engine-state.ts'
import { refusal } from '../refuse.ts'
import { requireAllowed } from '../require-allowed.ts'
import { EventQueue } from './event-queue.ts'
import type { Procedures } from './procedures.ts'

const LISTED = 50

export function jobsRouter(os: Procedures['jobs'], state: EngineState) {
  return os.router({
    list: os.list.handler(() => state.requireSession().repositories.jobs.list(LISTED)),
    watch: os.watch.handler(({ signal }) => watch(state, signal)),
    pause: os.pause.handler(({ input }) => command(input.id, 'pause')),
    resume: os.resume.handler(({ input }) => command(input.id, 'resume')),
    cancel: os.cancel.handler(({ input }) => command(input.id, 'cancel')),
    startMatch: os.startMatch.handler(async ({ input: { glove, ...input } }) => {
      const path = glove === undefined ? undefined : await requireAllowed(glove, state.options.allowedRoots)
      return state.requireSession().enqueue('match', path === undefined ? input : { ...input, glove: path })
    }),
    startRebuild: os.startRebuild.handler(() => state.requireSession().enqueue('rebuild', {})),
  })

  /** The change itself is the worker's and comes as an event; the answer is the job as it is now. */
  function command(id: number, kind: 'pause' | 'resume' | 'cancel'): Job {
    const session = state.requireSession()
    const job = session.repositories.jobs.find(id)
    if (job === null)
      throw refusal('NOT_FOUND', say('jobUnknown', { id: String(id) }), { what: 'job', id: String(id) })
    session.jobs[kind](id)
    return asJob(job)
  }
}

/** Follows the jobs of whichever catalogue is open, until the client goes. */
async function* watch(state: EngineState, signal: AbortSignal | undefined): AsyncGenerator<EngineEvent> {
  const queue = new EventQueue<EngineEvent>(signal)
  let stopListening = (): void => undefined
  const follow = (): void => {
    stopListening()
    stopListening = state.session?.jobs.listen((event) => queue.push(event)) ?? ((): void => undefined)
    for (const job of state.session?.repositories.jobs.list(LISTED) ?? [])
      if (job.status === 'queued' || job.status === 'running' || job.status === 'paused')
        queue.push({ type: 'job', job })
    queue.push({ type: 'changed', what: 'catalogue' })
  }
  const stopFollowing = state.onSessionChange(follow)
  follow()
  try {
    yield* queue
  } finally {
    stopFollowing()
    stopListening()
  }
}
