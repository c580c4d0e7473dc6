import { describe, expect, it } from 'vitest'
import { joinHostPath } from './host-path.ts'

describe('joinHostPath', () => {
  it('joins in the way the host writes its paths', () => {
    expect(joinHostPath('/data/inbox/7', 'shop/items.csv')).toBe('/data/inbox/7/shop/items.csv')
    expect(joinHostPath('/data/inbox/7/', 'items.csv')).toBe('/data/inbox/7/items.csv')
    expect(joinHostPath('C:\\data\\7', 'shop/items.csv')).toBe('C:\\data\\7\\shop\\items.csv')
  })
})
