import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { exportIds } from './export-ids.ts'

function names(...items: readonly (readonly [source: string, externalId: string])[]): (string | undefined)[] {
  const ids = exportIds(
    items.map(([source, externalId], place) => ({ id: place + 1, source, externalId, pictures: [] })),
  )
  return items.map((_, place) => ids.get(place + 1))
}

describe('exportIds', () => {
  it('leaves ids as they are where they are unique', () => {
    expect(names(['shop', '1'], ['market', '2'])).toEqual(['1', '2'])
  })

  it('puts the source before ids that several items have, and before those only', () => {
    expect(names(['shop', '1'], ['market', '1'], ['market', '2'])).toEqual(['shop:1', 'market:1', '2'])
  })

  it('puts the catalogue’s number behind what is still ambiguous', () => {
    expect(names(['shop', '1'], ['shop', '1'], ['market', '1'])).toEqual(['shop:1#1', 'shop:1#2', 'market:1'])
  })

  it('gives every item a name of its own, even where ids look like the names given here', () => {
    const text = fc.constantFrom('', '1', 's', 's:1', 's:1#1', 's:1#2', 's:s:1', '1#1')
    fc.assert(
      fc.property(fc.array(fc.tuple(text, text), { maxLength: 12 }), (items) => {
        expect(new Set(names(...items)).size).toBe(items.length)
        expect(names(...items)).not.toContain(undefined)
      }),
      { numRuns: 500 },
    )
  })
})
