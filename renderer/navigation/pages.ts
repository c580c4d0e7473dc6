import type { CommandId } from '../commands/commands.ts'
import type { WordKey } from '../words/words.ts'
import type { Place, ViewName } from './place.ts'

/** A view as the rail, the palette, the window's title and the checks know it. Data only: the checks read it outside of the window. */
export interface PageEntry {
  readonly view: ViewName
  readonly title: WordKey
  readonly icon: string
  readonly command: CommandId
  /** Whether the rail shows it; the others are reached from a page or by key. */
  readonly isOnRail: boolean
}

/** Every view of the window, in the rail's order. */
const ENTRIES: Readonly<Record<ViewName, Omit<PageEntry, 'view'>>> = {
  groups: {
    title: 'shell.pageGroups',
    icon: 'i-lucide-layout-grid',
    command: 'view.groups',
    isOnRail: true,
  },
  review: {
    title: 'shell.pageReview',
    icon: 'i-lucide-columns-2',
    command: 'view.review',
    isOnRail: true,
  },
  search: { title: 'shell.pageSearch', icon: 'i-lucide-search', command: 'view.search', isOnRail: true },
  import: {
    title: 'shell.pageImport',
    icon: 'i-lucide-folder-input',
    command: 'view.import',
    isOnRail: true,
  },
  problems: {
    title: 'shell.pageProblems',
    icon: 'i-lucide-triangle-alert',
    command: 'view.problems',
    isOnRail: true,
  },
  history: {
    title: 'shell.pageHistory',
    icon: 'i-lucide-history',
    command: 'view.history',
    isOnRail: true,
  },
  models: {
    title: 'shell.pageModels',
    icon: 'i-lucide-brain-circuit',
    command: 'view.models',
    isOnRail: true,
  },
  scorer: {
    title: 'shell.pageScorer',
    icon: 'i-lucide-sliders-horizontal',
    command: 'view.scorer',
    isOnRail: false,
  },
  evaluate: {
    title: 'shell.pageEvaluate',
    icon: 'i-lucide-chart-spline',
    command: 'view.evaluate',
    isOnRail: true,
  },
  overview: {
    title: 'shell.pageOverview',
    icon: 'i-lucide-gauge',
    command: 'view.overview',
    isOnRail: true,
  },
  rules: { title: 'shell.pageRules', icon: 'i-lucide-list-checks', command: 'view.rules', isOnRail: true },
  export: { title: 'shell.pageExport', icon: 'i-lucide-share', command: 'view.export', isOnRail: true },
  settings: {
    title: 'shell.pageSettings',
    icon: 'i-lucide-settings',
    command: 'app.settings',
    isOnRail: true,
  },
}

export const PAGES: readonly PageEntry[] = Object.entries(ENTRIES).map(([view, entry]) => ({
  ...entry,
  // Object.entries forgets the names of its keys.
  view: view as ViewName,
}))

export function pageOf(view: ViewName): PageEntry {
  return { ...ENTRIES[view], view }
}

/** The place that a page is entered at. */
export function entranceOf(view: ViewName): Place {
  if (view === 'review') return { view, groupId: null }
  return view === 'search' ? { view, itemId: null } : { view }
}
