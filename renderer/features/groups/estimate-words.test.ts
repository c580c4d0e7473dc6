import { afterEach, describe, expect, it } from 'vitest'
import { speak } from '../../words/speak.test-data.ts'
import { estimatesInWords } from './estimate-words.ts'

const known = {
  groups: {
    pairs: 3000,
    precision: { share: 0.93, low: 0.88, high: 0.96 },
    recall: { share: 0.9, low: 0.8, high: 0.95 },
  },
  expectedGain: 0.0021,
  enough: true,
}
const unknown = { ...known, groups: { pairs: 0, precision: null, recall: null } }

afterEach(() => speak('en'))

describe('estimatesInWords', () => {
  it('says in English what the engine says', () => {
    expect(estimatesInWords(known)).toBe(
      'Of the pairs in groups, 93% (88 to 96) are right, and they hold 90% (80 to 95) of the true ones. 50 more verdicts would hardly change them (F1 by 0.002).',
    )
    expect(estimatesInWords({ ...known, enough: false })).toMatch(
      /50 more verdicts are expected to add about 0\.002 to F1\.$/,
    )
    expect(estimatesInWords(unknown)).toBe('There are no groups to estimate yet.')
  })

  it('writes shares as the language does', async () => {
    await speak('de')
    expect(estimatesInWords(known)).toMatch(/93\s% \(88 bis 96\).*F1 um 0,002/)
    await speak('zh-Hans')
    expect(estimatesInWords(known)).toMatch(/93%（88 至 96）.*50 条判定/)
  })
})
