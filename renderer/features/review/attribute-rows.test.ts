import { describe, expect, it } from 'vitest'
import { attributeRows, isEqualRow } from './attribute-rows.ts'
import { makeItem } from './make-case.test-data.ts'

describe('attributeRows', () => {
  it('puts what differs first, then what only one says, then what is equal', () => {
    const representative = makeItem(1, {
      brand: 'Acme',
      price: 9.5,
      attributes: [{ name: 'size', value: 'L' }],
    })
    const member = makeItem(2, { brand: 'acme ', price: 12, attributes: [{ name: 'colour', value: 'red' }] })
    expect(attributeRows(representative, member).map(({ name, differs }) => [name, differs])).toEqual([
      ['Price', true],
      ['size', false],
      ['colour', false],
      ['Brand', false],
    ])
  })

  it('takes case and spaces for no difference, and nothing for no value', () => {
    const rows = attributeRows(
      makeItem(1, { brand: 'ACME  Inc', category: '' }),
      makeItem(2, { brand: 'acme inc' }),
    )
    expect(rows).toHaveLength(1)
    expect(rows.every(isEqualRow)).toBe(true)
  })
})
