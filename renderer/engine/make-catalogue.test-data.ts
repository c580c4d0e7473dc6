import type { CatalogueInfo } from '../../electron/contract/catalogue.ts'

/** An open catalogue as an engine could tell of it, for tests. */
export function makeCatalogue(parts: Partial<CatalogueInfo> = {}): CatalogueInfo {
  return {
    path: 'Test.doublet',
    name: 'Test',
    createdAt: '2026-01-01T00:00:00Z',
    items: 7,
    pictures: 0,
    described: 0,
    groups: 3,
    groupsOpen: 0,
    groupsConfirmed: 3,
    verdicts: 0,
    verdictsToday: 0,
    contradictions: 0,
    problems: 0,
    threshold: 0.5,
    reviewer: 'Ada',
    ...parts,
  }
}
