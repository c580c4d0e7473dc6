import type { Rehearsal } from '../../../electron/contract/rehearsal.ts'

/** A rehearsal as an engine could tell of it, for tests. */
export function makeRehearsal(parts: Partial<Rehearsal> = {}): Rehearsal {
  return {
    words: 'Threshold 0.8 in place of 0.5',
    change: {
      threshold: { from: 0.5, to: 0.8 },
      scorer: { from: 'shipped-1', to: 'shipped-1' },
      model: null,
    },
    createdAt: '2026-01-01T00:00:00Z',
    groups: { before: 1784, after: 1787, unchanged: 1782, split: 2, vanished: 0, merged: 0, appeared: 1 },
    regroupedItems: 1,
    pairs: { before: 3000, after: 2990, parted: 12, joined: 2 },
    contradicted: { verdicts: 143, before: 2, after: 4 },
    examples: [
      {
        kind: 'split',
        items: [
          { id: 1, externalId: 'mug-1', title: 'Red mug 300 ml' },
          { id: 2, externalId: 'mug-2', title: 'Mug, red, 300ml' },
          { id: 3, externalId: 'mug-3', title: 'Red mug 500 ml' },
        ],
        before: [[1, 2, 3]],
        after: [[1, 2], [3]],
      },
      {
        kind: 'appeared',
        items: [
          { id: 7, externalId: 'bowl-7', title: 'Bowl' },
          { id: 8, externalId: 'bowl-8', title: null },
        ],
        before: [[7], [8]],
        after: [[7, 8]],
      },
    ],
    ...parts,
  }
}
