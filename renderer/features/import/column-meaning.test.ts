import { describe, expect, it } from 'vitest'
import { meaningOfColumn } from './column-meaning.ts'

const mapping = {
  id: 'sku',
  title: 'name',
  description: null,
  category: null,
  brand: null,
  price: null,
  code: null,
  labelGroup: null,
  images: ['front', 'back'],
}

describe('meaningOfColumn', () => {
  it('says what a column is taken for, and that any other is an attribute', () => {
    expect(['sku', 'name', 'back', 'colour'].map((column) => meaningOfColumn(mapping, column))).toEqual([
      'Id',
      'Title',
      'Picture',
      'Attribute',
    ])
  })
})
