import { describe, expect, it } from 'vitest'
import { lackInWords, originInWords, verdictsInWords } from './scorer-words.ts'

const version = { version: 'v', scored: true, next: true, figures: {}, notes: '' }

describe('scorer words', () => {
  it('say where a version comes from', () => {
    expect(originInWords({ ...version, createdAt: null, verdicts: 0 })).toBe('Comes with Doublet')
    expect(originInWords({ ...version, createdAt: '2020-03-03T14:05:00Z', verdicts: 1 })).toMatch(
      /^Fitted .*2020.* from 1 verdict$/,
    )
  })

  it('say what a fit would learn from', () => {
    expect(verdictsInWords({ usableVerdicts: 143, sameVerdicts: 90, leastVerdicts: 30 })).toBe(
      '143 verdicts to learn from: 90 say the same product, 53 do not.',
    )
  })

  it('say what is missing: enough verdicts, then both answers', () => {
    const lack = (usableVerdicts: number, sameVerdicts: number) =>
      lackInWords({ usableVerdicts, sameVerdicts, leastVerdicts: 30 })
    expect(lack(29, 10)).toMatch(/at least 30/)
    expect(lack(30, 30)).toMatch(/both answers/)
    expect(lack(30, 0)).toMatch(/both answers/)
    expect(lack(30, 29)).toBeNull()
  })
})
