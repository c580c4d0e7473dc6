import { afterEach, describe, expect, it } from 'vitest'
import type { Rehearsal } from '../../../electron/contract/rehearsal.ts'
import { speak } from '../../words/speak.test-data.ts'
import { makeRehearsal } from './make-rehearsal.test-data.ts'
import { changeInWords, changesInWords, contradictedInWords, totalsInWords } from './rehearsal-words.ts'

const same: Rehearsal['change'] = {
  threshold: { from: 0.5, to: 0.5 },
  scorer: { from: 'shipped-1', to: 'shipped-1' },
  model: null,
}
const changes: readonly Rehearsal['change'][] = [
  same,
  { ...same, threshold: { from: 0.5, to: 0.8 } },
  { ...same, threshold: { from: 0.5, to: 0.8 }, scorer: { from: 'shipped-1', to: 'verdicts-2' } },
  { ...same, model: { role: 'pictures', from: null, to: 'dino' } },
  { ...same, model: { role: 'titles', from: 'minilm', to: null } },
]

afterEach(() => speak('en'))

describe('rehearsal in words', () => {
  it('says what is tried', () => {
    expect(changes.map(changeInWords)).toEqual([
      'Threshold 0.5, as it is',
      'Threshold 0.8 in place of 0.5',
      'Threshold 0.8 in place of 0.5, scorer verdicts-2 in place of shipped-1',
      'For pictures dino in place of the built-in encoder',
      'For titles no model in place of minilm',
    ])
  })

  it('says it in the other languages', async () => {
    await speak('de')
    expect(changes.map(changeInWords)[2]).toBe('Schwelle 0,8 statt 0,5, Bewerter verdicts-2 statt shipped-1')
    expect(changes.map(changeInWords)[3]).toBe('Für Bilder dino (bisher: eingebauter Encoder)')
    await speak('zh-Hans')
    expect(changes.map(changeInWords)[2]).toBe('阈值由 0.5 改为 0.8，评分器由 shipped-1 改为 verdicts-2')
  })

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
