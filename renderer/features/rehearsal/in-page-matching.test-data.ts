import { implement, ORPCError } from '@orpc/server'
import { say } from '../../../electron/contract/saying.ts'
import { contract } from '../../../electron/contract/index.ts'
import type { Job } from '../../../electron/contract/jobs.ts'
import type { Rehearsal } from '../../../electron/contract/rehearsal.ts'
import type { ScorerVersion } from '../../../electron/contract/scorer.ts'
import type { OpenTransport } from '../../engine/engine-transport.ts'
import { inPageTransport } from '../../engine/in-page-transport.test-data.ts'

export interface InPageMatching {
  readonly openTransport: OpenTransport
  versions: ScorerVersion[]
  verdicts: { usable: number; same: number }
  /** The rehearsal that waits for an answer. */
  waiting: Rehearsal | null
  refusesToStart: boolean
  /** Every call that changes something, in order. */
  readonly calls: { readonly name: string; readonly input: unknown }[]
}

export function makeMatchingJob(kind: Job['kind'], parts: Partial<Job> = {}): Job {
  return {
    id: 7,
    kind,
    status: 'running',
    progress: null,
    summary: {},
    notes: [],
    problems: 0,
    error: null,
    createdAt: '2026-01-01T00:00:00Z',
    startedAt: '2026-01-01T00:00:00Z',
    finishedAt: null,
    ...parts,
  }
}

/** The part of an engine that scorer and rehearsal talk to, in the page itself. */
export function inPageMatching(parts: Partial<InPageMatching> = {}): InPageMatching {
  const os = implement(contract)
  const note = (name: string, input: unknown): void => void engine.calls.push({ name, input })

  const router = {
    rehearsal: {
      start: os.rehearsal.start.handler(({ input }) => {
        if (engine.refusesToStart)
          throw new ORPCError('NOT_FOUND', {
            defined: true,
            data: { what: 'match', id: '', said: say('notMatchedToRehearse', {}) },
          })
        note('start', input)
        return makeMatchingJob('rehearse')
      }),
      result: os.rehearsal.result.handler(() => engine.waiting),
      accept: os.rehearsal.accept.handler(() => {
        note('accept', null)
        return makeMatchingJob('rehearse', { id: 8 })
      }),
      discard: os.rehearsal.discard.handler(() => {
        note('discard', null)
        engine.waiting = null
        return null
      }),
    },
    jobs: {
      cancel: os.jobs.cancel.handler(({ input }) => {
        note('cancel', input)
        return makeMatchingJob('rehearse', { id: input.id, status: 'cancelled' })
      }),
    },
    scorer: {
      list: os.scorer.list.handler(() => ({
        versions: engine.versions,
        usableVerdicts: engine.verdicts.usable,
        sameVerdicts: engine.verdicts.same,
        leastVerdicts: 30,
      })),
      weights: os.scorer.weights.handler(() =>
        Array.from({ length: 15 }, (_, index) => ({
          subject: { kind: 'category' as const, name: `thing ${index}` },
          words: `both in category “thing ${index}”`,
          weight: index - 9.5,
        })).toSorted((one, other) => Math.abs(other.weight) - Math.abs(one.weight)),
      ),
      refit: os.scorer.refit.handler(() => {
        note('refit', null)
        return makeMatchingJob('refit-scorer')
      }),
      use: os.scorer.use.handler(({ input }) => {
        note('use', input)
        engine.versions = engine.versions.map((entry) => ({
          ...entry,
          next: entry.version === input.version,
        }))
        return engine.versions.find(({ next }) => next) ?? makeVersion()
      }),
    },
  }
  const engine: InPageMatching = {
    openTransport: inPageTransport(router),
    versions: [makeVersion()],
    verdicts: { usable: 143, same: 90 },
    waiting: null,
    refusesToStart: false,
    calls: [],
    ...parts,
  }
  return engine
}

/** A version of the scorer as an engine could tell of it. */
export function makeVersion(parts: Partial<ScorerVersion> = {}): ScorerVersion {
  return {
    version: 'shipped-1',
    createdAt: null,
    verdicts: 0,
    scored: true,
    next: true,
    figures: { 'validation F1': 0.9123 },
    notes: 'Fitted on public pairs.',
    ...parts,
  }
}
