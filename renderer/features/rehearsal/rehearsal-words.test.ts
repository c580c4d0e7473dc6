import { describe, expect, it } from 'vitest'
import { makeRehearsal } from './make-rehearsal.test-data.ts'
import { changesInWords, contradictedInWords, totalsInWords } from './rehearsal-words.ts'

describe('rehearsal in words', () => {
  it('counts every kind of change, and what stays', () => {
    const rehearsal = makeRehearsal()
    expect(changesInWords(rehearsal).map(({ words }) => words)).toEqual([
      '2 groups split',
      '0 groups merged',
      '1 group new',
      '0 groups gone',
    ])
    expect(totalsInWords(rehearsal)).toBe(
      '1,784 groups become 1,787; 1,782 stay as they are. 1 listing changes its company.',
    )
    expect(totalsInWords({ ...rehearsal, regroupedItems: 0 })).toContain('No listing changes its company.')
  })

  it('says how many verdicts the scores would contradict, and how many they do now', () => {
    const contradicted = (verdicts: number, before: number, after: number): string =>
      contradictedInWords(makeRehearsal({ contradicted: { verdicts, before, after } }))
    expect(contradicted(143, 2, 4)).toContain('4 of 143 verdicts would be contradicted by the scores (now 2)')
    expect(contradicted(1, 0, 0)).toContain(
      '0 of 1 verdict would be contradicted by the scores (as many as now)',
    )
    expect(contradicted(0, 0, 0)).toContain('no verdicts yet')
  })
})
