import type { Router } from '@orpc/server'
import type { Contract } from '../../contract/index.ts'
import type { EngineState } from '../engine-state.ts'
import { catalogueRouter } from './catalogue.ts'
import { evaluateRouter } from './evaluate.ts'
import { exportRouter } from './export.ts'
import { groupsRouter } from './groups.ts'
import { itemsRouter } from './items.ts'
import { jobsRouter } from './jobs.ts'
import { modelsRouter } from './models.ts'
import { problemsRouter } from './problems.ts'
import { procedures } from './procedures.ts'
import { queueRouter } from './queue.ts'
import { rehearsalRouter } from './rehearsal.ts'
import { reviewRouter } from './review.ts'
import { scorerRouter } from './scorer.ts'
import { searchRouter } from './search.ts'
import { sourcesRouter } from './sources.ts'

/** The contract, answered: one file for each file of the contract. */
export function createRouter(state: EngineState): Router<Contract, Record<never, never>> {
  const os = procedures(state)
  return os.router({
    catalogue: catalogueRouter(os.catalogue, state),
    sources: sourcesRouter(os.sources, state),
    jobs: jobsRouter(os.jobs, state),
    problems: problemsRouter(os.problems, state),
    items: itemsRouter(os.items, state),
    groups: groupsRouter(os.groups, state),
    review: reviewRouter(os.review, state),
    queue: queueRouter(os.queue, state),
    scorer: scorerRouter(os.scorer, state),
    rehearsal: rehearsalRouter(os.rehearsal, state),
    search: searchRouter(os.search, state),
    evaluate: evaluateRouter(os.evaluate, state),
    export: exportRouter(os.export, state),
    models: modelsRouter(os.models, state),
  })
}
