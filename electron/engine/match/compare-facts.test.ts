import { describe, expect, it } from 'vitest'
import { factConflicts } from './compare-facts.ts'
import { titleFacts } from './title-facts.ts'

function conflicts(a: string, b: string) {
  return factConflicts(titleFacts(a), titleFacts(b))
}

describe('factConflicts', () => {
  it('names the kinds in which titles differ, and the words they set against each other last', () => {
    expect(conflicts('Harbor Oat Flakes 250 g', 'Harbor Vanilla Flakes 500 g')).toEqual([
      { kind: 'quantity', onlyA: ['250g'], onlyB: ['500g'] },
      { kind: 'word', onlyA: ['oat'], onlyB: ['vanilla'] },
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
