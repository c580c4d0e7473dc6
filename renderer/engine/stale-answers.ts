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
  ],
  items: ['items', 'sources', 'catalogue', 'search'],
  groups: ['groups', 'catalogue', 'search', 'queue', 'scorer', 'rehearsal'],
  problems: ['problems', 'catalogue'],
  verdicts: ['history', 'catalogue', 'export', 'queue', 'scorer'],
  models: ['models', 'search'],
  scorer: ['scorer'],
}

/** The first words of the cached answers that are out of date after these changes, each once. */
export function staleRoots(changes: Iterable<ChangedSubject>): string[] {
  return [...new Set([...changes].flatMap((change) => ROOTS[change]))]
}
