import { describe, expect, it } from 'vitest'
import { selectDropped } from './dropped-selection.ts'

function dropped(...paths: string[]) {
  return paths.map((path) => ({ path, file: new File(['1234'], path.replace(/^.*\//, '')) }))
}

describe('selectDropped', () => {
  it('finds the pictures, and the table that lies nearest to the top', () => {
    const selection = selectDropped(
      dropped('shop/old/items.tsv', 'shop/items.csv', 'shop/a.jpg', 'shop/more/b.PNG'),
    )
    expect(selection).toMatchObject({
      pictures: 2,
      table: 'shop/items.csv',
      leftOut: 0,
      bytes: 16,
      name: 'shop',
    })
  })

  it('leaves out what is neither picture nor table, and the hidden notes of an Apple disk', () => {
    const selection = selectDropped(
      dropped('shop/a.jpg', 'shop/readme.txt', 'shop/._a.jpg', '__MACOSX/shop/a.jpg'),
    )
    expect(selection).toMatchObject({ pictures: 1, leftOut: 3 })
    expect(selection.files.map(({ path }) => path)).toEqual(['shop/a.jpg'])
  })

  it('names a drop without one folder by its table', () => {
    expect(selectDropped(dropped('mugs.csv')).name).toBe('mugs')
    expect(selectDropped(dropped('a.jpg', 'b.jpg')).name).toBe('Dropped pictures')
  })
})
