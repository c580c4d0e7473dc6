import { describe, expect, it } from 'vitest'
import { makeItem } from '../review/make-case.test-data.ts'
import { targetsFromHits } from './move-targets.ts'

const hash = (letter: string): string => letter.repeat(64)
const hit = (id: number, groupId: number | null, picture: string | null) => ({
  item: makeItem(id, { title: `Item ${id}` }),
  distance: id / 10,
  channels: [],
  conflicts: [],
  picture,
  groupId,
})

describe('targetsFromHits', () => {
  it('names each group once, by its nearest hit, and leaves out what is in none', () => {
    expect(
      targetsFromHits([
        hit(1, 7, hash('a')),
        hit(2, null, hash('b')),
        hit(3, 9, null),
        hit(4, 7, hash('c')),
        hit(5, 7, hash('a')),
      ]),
    ).toEqual([
      { id: 7, title: 'Item 1', pictures: [hash('a'), hash('c')], size: null },
      { id: 9, title: 'Item 3', pictures: [], size: null },
    ])
    expect(targetsFromHits([])).toEqual([])
  })
})
