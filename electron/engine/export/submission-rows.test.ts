import { describe, expect, it } from 'vitest'
import { submissionRows } from './submission-rows.ts'

const item = (id: number, externalId = `item${id}`) => ({ id, externalId, source: 'train.csv', pictures: [] })
const group = (members: readonly number[]) => ({
  id: members[0] ?? 0,
  state: 'open' as const,
  members: members.map((itemId) => ({ itemId, score: 0.9 })),
})

describe('submissionRows', () => {
  it('writes every item that is there, itself first, then the representative and the others', () => {
    const items = [item(1), item(2), item(3), item(4), item(5)]
    const { rows, notes } = submissionRows(items, new Set([1, 2, 3, 4]), [group([3, 1, 5, 2])])
    expect(rows).toEqual([
      { posting_id: 'item1', matches: 'item1 item3 item2' },
      { posting_id: 'item2', matches: 'item2 item3 item1' },
      { posting_id: 'item3', matches: 'item3 item1 item2' },
      { posting_id: 'item4', matches: 'item4' },
    ])
    expect(notes).toEqual([])
  })

  it('names at most 50 and says of ids with spaces that they cannot be told apart', () => {
    const items = Array.from({ length: 60 }, (_, n) => item(n + 1))
    const all = items.map(({ id }) => id)
    const { rows } = submissionRows(items, new Set(all), [group(all)])
    for (const { posting_id: id, matches } of rows) {
      expect(matches.split(' ')).toHaveLength(50)
      expect(matches.split(' ')[0]).toBe(id)
    }
    expect(submissionRows([item(1, 'a b')], new Set([1]), []).notes).toEqual([
      expect.objectContaining({
        kind: 'ids-with-spaces',
        count: 1,
        words: expect.stringMatching(/^1 id with a space/),
      }),
    ])
  })
})
