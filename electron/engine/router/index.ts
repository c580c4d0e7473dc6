import type { Router } from '@orpc/server'
import type { Contract } from '../../contract/index.ts'
import type { EngineState } from '../engine-state.ts'
import { catalogueRouter } from './catalogue.ts'
import { copiesRouter } from './copies.ts'
import { evaluateRouter } from './evaluate.ts'
import { exportRouter } from './export.ts'
import { groupsRouter } from './groups.ts'
import { itemsRouter } from './items.ts'
import { jobsRouter } from './jobs.ts'
import { mapRouter } from './map.ts'
import { modelsRouter } from './models.ts'
import { overviewRouter } from './overview.ts'
import { problemsRouter } from './problems.ts'
import { procedures } from './procedures.ts'
import { queueRouter } from './queue.ts'
import { rehearsalRouter } from './rehearsal.ts'
import { relationsRouter } from './relations.ts'
import { reviewRouter } from './review.ts'
import { rulesRouter } from './rules.ts'
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
    relations: relationsRouter(os.relations, state),
    queue: queueRouter(os.queue, state),
    rules: rulesRouter(os.rules, state),
    scorer: scorerRouter(os.scorer, state),
    rehearsal: rehearsalRouter(os.rehearsal, state),
    search: searchRouter(os.search, state),
    overview: overviewRouter(os.overview, state),
    map: mapRouter(os.map, state),
    evaluate: evaluateRouter(os.evaluate, state),
    copies: copiesRouter(os.copies, state),
    export: exportRouter(os.export, state),
    models: modelsRouter(os.models, state),
  })
}
