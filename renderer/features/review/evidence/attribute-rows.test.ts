import { describe, expect, it } from 'vitest'
import { attributeRows, isEqualRow } from './attribute-rows.ts'
import { makeItem } from '../make-case.test-data.ts'

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

  it('compares predicted categories by the likeliest, not by how sure the model is', () => {
    const tea = (probability: number) => ({ predicted: [{ name: 'Green tea', probability }] })
    const soap = { predicted: [{ name: 'Soap', probability: 0.9 }] }
    expect(attributeRows(makeItem(1, tea(0.83)), makeItem(2, tea(0.71)))).toEqual([
      {
        name: 'Category (predicted)',
        representative: 'Green tea 83%',
        member: 'Green tea 71%',
        differs: false,
      },
    ])
    expect(attributeRows(makeItem(1, tea(0.83)), makeItem(2, soap))[0]?.differs).toBe(true)
    expect(attributeRows(makeItem(1), makeItem(2))).toEqual([])
  })
})
