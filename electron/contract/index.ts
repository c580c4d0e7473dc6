import type { ContractRouterClient } from '@orpc/contract'
import { catalogueContract } from './catalogue.ts'
import { exportContract } from './export.ts'
import { groupsContract } from './groups.ts'
import { itemsContract } from './items.ts'
import { jobsContract } from './jobs.ts'
import { problemsContract } from './problems.ts'
import { reviewContract } from './review.ts'
import { sourcesContract } from './sources.ts'

/** Everything the window, the CLI and the hosts may ask of the engine. */
export const contract = {
  catalogue: catalogueContract,
  sources: sourcesContract,
  jobs: jobsContract,
  problems: problemsContract,
  items: itemsContract,
  groups: groupsContract,
  review: reviewContract,
  export: exportContract,
}

export type Contract = typeof contract
export type EngineClient = ContractRouterClient<Contract>
