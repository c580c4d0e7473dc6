import { expect, it } from 'vitest'
import { itemFromFile } from './item-from-file.ts'

it('names an item by the path of its picture', () => {
  const item = itemFromFile({ path: '/photos/a/1.jpg', relativePath: 'a/1.jpg', size: 1, mtimeMs: 0 })
  expect(item).toMatchObject({
    externalId: 'a/1.jpg',
    title: null,
    images: ['a/1.jpg'],
    attributes: [],
    line: 0,
  })
})
