import type { InvalidateQueryFilters } from '@tanstack/vue-query'
import type { EngineEvent } from '../../electron/contract/jobs.ts'

export type ChangedEvent = Extract<EngineEvent, { type: 'changed' }>

const ROOTS: Record<ChangedEvent['what'], readonly string[]> = {
  catalogue: [
    'catalogue',
    'recent',
    'cases',
    'distributions',
    'sources',
    'groups',
    'items',
    'problems',
    'history',
    'export',
    'models',
    'search',
    'evaluate',
    'queue',
    'scorer',
    'rehearsal',
    'rules',
    'overview',
    'map',
    'relations',
    'filters',
  ],
  items: ['items', 'sources', 'catalogue', 'search', 'export', 'overview', 'map'],
  groups: [
    'groups',
    'cases',
    'distributions',
    'catalogue',
    'search',
    'export',
    'queue',
    'scorer',
    'rehearsal',
    'rules',
    'overview',
    'map',
  ],
  problems: ['problems', 'catalogue'],
  verdicts: ['groups', 'cases', 'history', 'catalogue', 'export', 'queue', 'scorer', 'rules', 'overview'],
  relations: ['relations', 'history', 'export'],
  filters: ['filters'],
  models: ['models', 'search'],
  scorer: ['scorer'],
  rules: ['rules'],
  map: ['map'],
}

/** The cached answers that are out of date after these changes. */
export function staleAnswers(changes: readonly ChangedEvent[]): InvalidateQueryFilters[] {
  const roots = new Set(changes.flatMap(({ what }) => ROOTS[what]))
  return [...roots].map((root) => (root === 'cases' ? staleCases(changes) : { queryKey: [root] }))
}

/** A verdict changes the cases of the listings that it touches, and no others: those made ready stay as they were read. */
function staleCases(changes: readonly ChangedEvent[]): InvalidateQueryFilters {
  const ofCases = changes.filter(({ what }) => ROOTS[what].includes('cases'))
  if (ofCases.some(({ listings }) => listings === undefined)) return { queryKey: ['cases'] }
  const touched = new Set(ofCases.flatMap(({ listings }) => listings ?? []))
  return {
    queryKey: ['cases'],
    predicate: ({ queryKey: [, , members] }) =>
      !Array.isArray(members) || members.some((member) => touched.has(member)),
  }
}
