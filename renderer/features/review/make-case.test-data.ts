import type { PairEvidence, SettledRelation } from '../../../electron/contract/evidence.ts'
import type { ReviewCase } from '../../../electron/contract/groups.ts'
import type { Item } from '../../../electron/contract/items.ts'

/** An item as an engine could give it, for tests. */
export function makeItem(id: number, parts: Partial<Item> = {}): Item {
  return {
    id,
    externalId: `item-${id}`,
    title: null,
    description: null,
    category: null,
    brand: null,
    price: null,
    code: null,
    labelGroup: null,
    attributes: [],
    source: 'table.csv',
    status: 'present',
    predicted: [],
    pictures: [],
    ...parts,
  }
}

export function makeEvidence(itemA: number, itemB: number, score: number): PairEvidence {
  return {
    itemA,
    itemB,
    score,
    scorerVersion: 'logistic-1',
    imageA: null,
    imageB: null,
    channels: [
      { channel: 'image', distance: 0.12, words: 'the pictures look much alike', contribution: 2.1 },
      { channel: 'price', distance: 0.4, words: 'prices differ by 40%', contribution: -0.6 },
      { channel: 'code', distance: null, words: 'no code to compare', contribution: 0 },
    ],
    broughtBy: [{ by: 'image', rank: 1, of: 12 }],
    conflicts: [],
    sameAmounts: [],
    reasons: [{ words: 'the pictures look much alike', topic: 'image', values: [], contribution: 2.1 }],
    settled: null,
  }
}

/** A case whose first item is the representative. */
export function makeCase(
  items: readonly Item[],
  settled: ReadonlyMap<number, SettledRelation> = new Map(),
): ReviewCase {
  const representative = items[0]
  if (representative === undefined) throw new Error('Expected at least one item but received none')
  return {
    groupId: representative.id,
    state: 'open',
    score: 0.8,
    members: items.map((item, index) => ({
      item,
      evidence: index === 0 ? null : makeEvidence(representative.id, item.id, 0.8),
      settled: settled.get(item.id) ?? null,
    })),
    bridges: [],
    notes: [],
    flag: null,
    skipped: null,
    history: [],
    news: null,
    spread: { lowest: null, furthest: null, notCompared: 0 },
    sharedPictures: [],
  }
}
