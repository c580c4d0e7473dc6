import { describe, expect, it } from 'vitest'
import { compareFacts, factConflicts } from './compare-facts.ts'
import { titleFacts } from './title-facts.ts'

function conflicts(a: string, b: string) {
  return factConflicts(titleFacts(a), titleFacts(b))
}

describe('compareFacts', () => {
  function agreement(a: string, b: string) {
    return compareFacts(titleFacts(a), titleFacts(b)).quantity
  }

  it.each([
    ['a weight against a length', 'Laptop 2 kg', 'Laptop 15.6 inch'],
    ['a volume against a weight', 'Juice 500 ml', 'Juice 520 g'],
    ['one side against two', 'Rug 60 cm', 'Rug 60 x 40 cm'],
    ['nothing against something', 'Juice', 'Juice 500 ml'],
  ])('holds %s for missing, not for different', (_, a, b) => {
    expect(agreement(a, b)).toBe('missing')
    expect(factConflicts(titleFacts(a), titleFacts(b)).map(({ kind }) => kind)).not.toContain('quantity')
  })

  it.each([
    ['equal', 'Laptop 15.6 inch 512 GB', 'Laptop 512GB 39.6 cm'],
    ['equal', 'Oats 8 oz', 'Oats 226 g'],
    ['overlap', 'Laptop 15.6 inch 512 GB', 'Laptop 512 GB'],
    ['overlap', 'Laptop 15.6 inch 512 GB', 'Laptop 512 GB 2 kg'],
    ['different', 'Laptop 15.6 inch 512 GB', 'Laptop 15.6 inch 256 GB'],
    ['different', 'Oats 500 g', 'Oats 520 g'],
    ['different', 'Rug 60 x 40 cm', 'Rug 60 x 90 cm'],
  ])('finds %s in %j and %j', (agreed, a, b) => {
    expect(agreement(a, b)).toBe(agreed)
    expect(agreement(b, a)).toBe(agreed)
  })

  it('knows a colour and a size in any language', () => {
    const facts = compareFacts(titleFacts('Hemd schwarz klein'), titleFacts('黑色 shirt S'))
    expect(facts).toMatchObject({ colour: 'equal', size: 'equal' })
  })
})

describe('factConflicts', () => {
  it('names the kinds in which titles differ, and the words they set against each other last', () => {
    expect(conflicts('Harbor Oat Flakes 250 g', 'Harbor Vanilla Flakes 500 g')).toEqual([
      { kind: 'quantity', onlyA: ['250g'], onlyB: ['500g'] },
      { kind: 'word', onlyA: ['oat'], onlyB: ['vanilla'] },
    ])
  })

  it('names of quantities only what contradicts', () => {
    expect(conflicts('Lamp 45 cm 60 W', 'Lamp 1 kg 40 W')).toEqual([
      { kind: 'quantity', onlyA: ['60w'], onlyB: ['40w'] },
    ])
  })

  it('does not tell a colour or a size twice', () => {
    expect(conflicts('Pine Shirt Rouge L', 'Pine Shirt Lilac S')).toEqual([
      { kind: 'colour', onlyA: ['red'], onlyB: ['lilac'] },
      { kind: 'size', onlyA: ['l'], onlyB: ['s'] },
    ])
  })

  it('is silent where one title only says more', () => {
    expect(conflicts('Pine Shirt', 'HOT SALE Ostrel Pine Shirt black')).toEqual([])
  })
})
