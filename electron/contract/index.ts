import type { ContractRouterClient } from '@orpc/contract'
import { catalogueContract } from './catalogue.ts'
import { copiesContract } from './copies.ts'
import { evaluateContract } from './evaluate.ts'
import { exportContract } from './export.ts'
import { groupsContract } from './groups.ts'
import { itemsContract } from './items.ts'
import { jobsContract } from './jobs.ts'
import { mapContract } from './map.ts'
import { modelsContract } from './models.ts'
import { overviewContract } from './overview.ts'
import { problemsContract } from './problems.ts'
import { queueContract } from './queue.ts'
import { rehearsalContract } from './rehearsal.ts'
import { relationsContract } from './relations.ts'
import { reviewContract } from './review.ts'
import { rulesContract } from './rules.ts'
import { scorerContract } from './scorer.ts'
import { searchContract } from './search.ts'
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
  relations: relationsContract,
  queue: queueContract,
  rules: rulesContract,
  scorer: scorerContract,
  rehearsal: rehearsalContract,
  search: searchContract,
  overview: overviewContract,
  map: mapContract,
  evaluate: evaluateContract,
  copies: copiesContract,
  export: exportContract,
  models: modelsContract,
}

export type Contract = typeof contract
export type EngineClient = ContractRouterClient<Contract>
