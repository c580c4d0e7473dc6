import { describe, expect, it } from 'vitest'
import { groupRow } from '../../contract/export.ts'
import { GROUP_COLUMNS } from './export-rows.ts'
import { groupRows } from './group-rows.ts'

const ITEMS = ['d', 'c', 'b', 'a'].map((externalId, place) => ({
  id: place + 1,
  externalId,
  source: 's',
  pictures: [],
}))

describe('groupRows', () => {
  it('gives one row a member, the representative first in its group', () => {
    const rows = groupRows(
      [
        {
          id: 1,
          state: 'confirmed',
          members: [
            { itemId: 3, score: 0.5 },
            { itemId: 1, score: null },
          ],
        },
        {
          id: 2,
          state: 'open',
          members: [
            { itemId: 2, score: null },
            { itemId: 4, score: 0.9 },
          ],
        },
      ],
      ITEMS,
    )
    expect(rows).toEqual([
      { group: 'c', id: 'c', representative: true, score: 1, state: 'open' },
      { group: 'c', id: 'a', representative: false, score: 0.9, state: 'open' },
      { group: 'd', id: 'd', representative: true, score: 1, state: 'confirmed' },
      { group: 'd', id: 'b', representative: false, score: 0.5, state: 'confirmed' },
    ])
  })

  it('leaves out what is no longer in the catalogue', () => {
    const members = [
      { itemId: 1, score: null },
      { itemId: 9, score: 0.9 },
    ]
    expect(groupRows([{ id: 1, state: 'open', members }], ITEMS)).toHaveLength(1)
    expect(groupRows([{ id: 9, state: 'open', members }], ITEMS)).toEqual([])
  })

  it('has the columns of the contract in its order', () => {
    expect(GROUP_COLUMNS.map((column) => column.name)).toEqual(Object.keys(groupRow.shape))
  })
})
