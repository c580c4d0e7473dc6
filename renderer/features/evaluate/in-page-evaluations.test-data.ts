import { RPCLink } from '@orpc/client/message-port'
import { implement, ORPCError } from '@orpc/server'
import { RPCHandler } from '@orpc/server/message-port'
import type { z } from 'zod'
import type {
  EvaluationReport,
  EvaluationRequest,
  RankingReport,
  rankingRequest,
} from '../../../electron/contract/evaluate.ts'
import type { LearningCurve, SimulationRequest } from '../../../electron/contract/queue.ts'
import type { SourceRequest } from '../../../electron/contract/sources.ts'
import { contract } from '../../../electron/contract/index.ts'
import type { OpenTransport } from '../../engine/engine-transport.ts'
import { makeJob } from '../models/make-model.test-data.ts'

export interface InPageEvaluations {
  readonly openTransport: OpenTransport
  /** Newest first. */
  reports: EvaluationReport[]
  readonly started: EvaluationRequest[]
  /** The newest ranking. */
  ranking: RankingReport | null
  readonly ranked: z.infer<typeof rankingRequest>[]
  /** Tables that were taken in, in order. */
  readonly imported: SourceRequest[]
  /** Learning curves by job. */
  readonly curves: Map<number, LearningCurve>
  readonly simulated: SimulationRequest[]
  readonly exported: { readonly jobId?: number | undefined; readonly path?: string | undefined }[]
}

/** The part of an engine that the Evaluate page talks to, in the page itself, with every call checked by the contract. */
export function inPageEvaluations(reports: EvaluationReport[] = []): InPageEvaluations {
  const os = implement(contract)
  const router = {
    jobs: { list: os.jobs.list.handler(() => []) },
    items: { get: os.items.get.handler(() => []) },
    sources: {
      import: os.sources.import.handler(({ input }) => {
        engine.imported.push(input)
        return makeJob({ id: 20 + engine.imported.length, kind: 'import', status: 'queued' })
      }),
    },
    queue: {
      simulate: os.queue.simulate.handler(({ input }) => {
        engine.simulated.push(input)
        return makeJob({ id: 31, kind: 'simulate', status: 'running' })
      }),
      learningCurve: os.queue.learningCurve.handler(({ input }) => engine.curves.get(input.jobId) ?? null),
    },
    evaluate: {
      startRanking: os.evaluate.startRanking.handler(({ input }) => {
        engine.ranked.push(input)
        return makeJob({ id: 30, kind: 'rank', status: 'queued' })
      }),
      ranking: os.evaluate.ranking.handler(() => engine.ranking),
      start: os.evaluate.start.handler(({ input }) => {
        if (input.truth.kind === 'pairs' && input.truth.path.startsWith('/elsewhere'))
          throw new ORPCError('PATH_NOT_ALLOWED', {
            defined: true,
            message: 'It lies outside.',
            data: { path: input.truth.path, roots: ['/home/ada'] },
          })
        engine.started.push(input)
        return makeJob({ id: 9, kind: 'evaluate', status: 'running' })
      }),
      report: os.evaluate.report.handler(
        ({ input }) =>
          engine.reports.find(({ jobId }) => input.jobId === undefined || jobId === input.jobId) ?? null,
      ),
      list: os.evaluate.list.handler(() =>
        engine.reports.map(({ jobId, createdAt, truth, threshold, figures }) => ({
          jobId,
          createdAt,
          truth,
          threshold,
          f1: figures.pairs.f1,
          meanRowF1: figures.meanRowF1,
        })),
      ),
      exportTable: os.evaluate.exportTable.handler(({ input }) => {
        engine.exported.push(input)
        return { path: '/exports/evaluation.csv', fileName: 'evaluation.csv', rows: 3, bytes: 420 }
      }),
    },
  }
  const engine: InPageEvaluations = {
    openTransport: (listener) => {
      const { port1, port2 } = new MessageChannel()
      new RPCHandler(router).upgrade(port1)
      port1.start()
      port2.start()
      listener.opened(new RPCLink({ port: port2 }))
    },
    reports,
    ranking: null,
    ranked: [],
    imported: [],
    curves: new Map(),
    simulated: [],
    started: [],
    exported: [],
  }
  return engine
}
