import type { GroupFilter, GroupSort } from '../../electron/contract/groups.ts'
import type { ModelRole } from '../../electron/contract/models.ts'
import type { ProblemCode } from '../../electron/contract/problems.ts'

/** Names of the answers kept in the query cache; the first word is what an engine event makes out of date. */
export const queryKeys = {
  catalogue: ['catalogue', 'current'],
  recentCatalogues: ['catalogue', 'recent'],
  sources: ['sources', 'list'],
  groupCategories: ['groups', 'categories'],
  groupPage: (filter: GroupFilter, sort: GroupSort, page: number) => ['groups', 'page', filter, sort, page],
  upcomingCase: (key: string, members: readonly number[] | null, blind: boolean) => [
    'groups',
    'case',
    key,
    members,
    blind,
  ],
  estimates: ['queue', 'estimates'],
  scorerVersions: ['scorer', 'list'],
  scorerWeights: (version: string) => ['scorer', 'weights', version],
  rehearsal: ['rehearsal', 'result'],
  contradictions: ['history', 'contradictions'],
  items: (ids: readonly number[]) => ['items', ids],
  problemPage: (code: ProblemCode | null, page: number) => ['problems', 'page', code, page],
  historyPage: (page: number) => ['history', 'page', page],
  exportPreview: (options: object) => ['export', 'preview', options],
  models: ['models', 'list'],
  modelProviders: ['models', 'providers'],
  modelCost: (role: ModelRole, id: string | null) => ['models', 'cost', role, id],
  searchReadiness: ['search', 'prepare'],
  searchAnswer: (input: object) => ['search', 'find', input],
  evaluations: ['evaluate', 'list'],
  evaluation: (jobId: number | null) => ['evaluate', 'report', jobId],
  folder: (path: string | null) => ['folder', path],
} as const
