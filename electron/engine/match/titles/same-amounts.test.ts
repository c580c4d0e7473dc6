import { describe, expect, it } from 'vitest'
import { sameAmounts } from './same-amounts.ts'

describe('sameAmounts', () => {
  it.each([
    ['Cola 2x500 ml', 'Cola 1 l', ['2x500 ml'], ['1 l'], 1000, 'ml'],
    ['Cola 6 x 330ml cans', 'Cola 1.98 L', ['6 x 330ml'], ['1.98 L'], 1980, 'ml'],
    ['Rice 1000 g', 'Rice 1kg', ['1000 g'], ['1kg'], 1000, 'g'],
    ['Water 500 ml, pack of 2', 'Water 1 l', ['500 ml', 'pack of 2'], ['1 l'], 1000, 'ml'],
    ['Kola 0,5 Л', 'Kola 500ml', ['0,5 Л'], ['500ml'], 500, 'ml'],
  ])('finds that %j and %j are as much', (a, b, stretchesA, stretchesB, amount, unit) => {
    expect(sameAmounts(a, b)).toEqual([{ a: stretchesA, b: stretchesB, amount, unit }])
  })

  it('tells a count of pieces in other words without an amount', () => {
    expect(sameAmounts('Tea pack of 6', 'Tea 6x')).toEqual([
      { a: ['pack of 6'], b: ['6x'], amount: null, unit: null },
    ])
  })

  it.each([
    ['Cola 500 ml', 'Cola 500ml'],
    ['Cola 2x500 ml', 'Cola 1.5 l'],
    ['Cola 500 ml', 'Cola 500 g'],
    ['Mug, red', 'Mug, blue'],
    ['', 'Cola 1 l'],
  ])('says nothing of %j and %j', (a, b) => {
    expect(sameAmounts(a, b)).toEqual([])
  })
})
