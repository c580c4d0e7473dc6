import { describe, expect, it } from 'vitest'
import { formatBytes, formatCounted, formatDuration, formatRate } from './format-quantity.ts'

describe('quantities', () => {
  it('counts in words that agree with the number', () => {
    expect(formatCounted(1, 'picture')).toBe('1 picture')
    expect(formatCounted(12_345, 'picture')).toBe('12,345 pictures')
    expect(formatCounted(0, 'category')).toBe('0 categories')
  })

  it('rounds a rate to two digits', () => {
    expect(formatRate(482.7)).toBe('480')
    expect(formatRate(0.734)).toBe('0.73')
  })

  it('says bytes in the unit that reads best', () => {
    expect([0, 999, 1000, 1_234_567, 250_000_000].map(formatBytes)).toEqual([
      '0 B',
      '999 B',
      '1.0 kB',
      '1.2 MB',
      '250 MB',
    ])
  })

  it('says a time left more coarsely the longer it is', () => {
    expect([0, 4.2, 59.9, 61, 120, 3599, 3600, 7500].map(formatDuration)).toEqual([
      '0 s',
      '5 s',
      '1 min',
      '1 min 10 s',
      '2 min',
      '1 h',
      '1 h',
      '2 h 5 min',
    ])
  })
})
