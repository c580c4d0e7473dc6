import type { EngineEvent } from '../../electron/contract/jobs.ts'

export type ChangedSubject = Extract<EngineEvent, { type: 'changed' }>['what']

const ROOTS: Record<ChangedSubject, readonly string[]> = {
  catalogue: [
    'catalogue',
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
  verdicts: ['groups', 'history', 'catalogue', 'export', 'queue', 'scorer', 'rules', 'overview'],
  relations: ['relations', 'history', 'export'],
  filters: ['filters'],
  models: ['models', 'search'],
  scorer: ['scorer'],
  rules: ['rules'],
  map: ['map'],
}

/** The first words of the cached answers that are out of date after these changes, each once. */
export function staleRoots(changes: Iterable<ChangedSubject>): string[] {
  return [...new Set([...changes].flatMap((change) => ROOTS[change]))]
}
