import type { GroupFilter, GroupSort } from '../../electron/contract/groups.ts'
import type { ProblemCode } from '../../electron/contract/problems.ts'

/** Names of the answers kept in the query cache; the first word is what an engine event makes out of date. */
export const queryKeys = {
  catalogue: ['catalogue', 'current'],
  recentCatalogues: ['catalogue', 'recent'],
  sources: ['sources', 'list'],
  groupCategories: ['groups', 'categories'],
  groupPage: (filter: GroupFilter, sort: GroupSort, page: number) => ['groups', 'page', filter, sort, page],
  upcomingCase: (groupId: number) => ['groups', 'case', groupId],
  items: (ids: readonly number[]) => ['items', ids],
  problemPage: (code: ProblemCode | null, page: number) => ['problems', 'page', code, page],
  historyPage: (page: number) => ['history', 'page', page],
  exportPreview: (options: object) => ['export', 'preview', options],
  folder: (path: string | null) => ['folder', path],
} as const
