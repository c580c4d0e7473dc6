import type { GroupFilter } from '../../electron/contract/groups.ts'
import type { ModelRole } from '../../electron/contract/models.ts'
import type { ProblemCode } from '../../electron/contract/problems.ts'

/** Names of the answers kept in the query cache; the first word is what an engine event makes out of date. */
export const queryKeys = {
  catalogue: ['catalogue', 'current'],
  recentCatalogues: ['recent'],
  sources: ['sources', 'list'],
  sourceStates: ['sources', 'states'],
  groupCategories: ['groups', 'categories'],
  groupPage: (request: object, page: number) => ['groups', 'page', request, page],
  listedSelection: (filter: GroupFilter, ids: readonly number[]) => ['groups', 'listed', filter, ids],
  /** Members in third place: what was said of others leaves the answer as it is. */
  upcomingCase: (key: string, members: readonly number[] | null, blind: boolean) => [
    'cases',
    key,
    members,
    blind,
  ],
  distributions: ['distributions'],
  savedFilters: ['filters', 'groups'],
  estimates: ['queue', 'estimates'],
  scorerVersions: ['scorer', 'list'],
  scorerWeights: (version: string) => ['scorer', 'weights', version],
  rehearsal: ['rehearsal', 'result'],
  contradictions: ['history', 'contradictions'],
  relations: ['relations', 'list'],
  items: (ids: readonly number[]) => ['items', ids],
  problemPage: (code: ProblemCode | null, page: number) => ['problems', 'page', code, page],
  historyPage: (request: object, page: number) => ['history', 'page', request, page],
  exportPreview: (options: object) => ['export', 'preview', options],
  models: ['models', 'list'],
  modelProviders: ['models', 'providers'],
  modelCost: (role: ModelRole, id: string | null) => ['models', 'cost', role, id],
  searchReadiness: ['search', 'prepare'],
  searchAnswer: (input: object) => ['search', 'find', input],
  evaluations: ['evaluate', 'list'],
  evaluation: (jobId: number | null) => ['evaluate', 'report', jobId],
  ranking: ['evaluate', 'ranking'],
  learningCurve: (jobId: number | null) => ['evaluate', 'learning-curve', jobId],
  rules: ['rules', 'list'],
  rulePreview: (rule: object) => ['rules', 'preview', rule],
  overview: ['overview', 'get'],
  map: ['map', 'get'],
  mapPoint: (point: object) => ['map', 'point', point],
  mapPoints: (points: readonly object[]) => ['map', 'describe', points],
  folder: (path: string | null) => ['folder', path],
} as const
