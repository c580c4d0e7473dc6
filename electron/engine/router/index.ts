import type { Router } from '@orpc/server'
import type { Contract } from '../../contract/index.ts'
import type { EngineState } from '../engine-state.ts'
import { catalogueRouter } from './catalogue.ts'
import { exportRouter } from './export.ts'
import { groupsRouter } from './groups.ts'
import { itemsRouter } from './items.ts'
import { jobsRouter } from './jobs.ts'
import { problemsRouter } from './problems.ts'
import { procedures } from './procedures.ts'
import { reviewRouter } from './review.ts'
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
    export: exportRouter(os.export, state),
  })
}
