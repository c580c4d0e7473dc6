import { afterEach, describe, expect, it } from 'vitest'
import { contradiction } from '../../../../electron/contract/review.ts'
import { speak } from '../../../words/speak.test-data.ts'
import { contradictionInWords, verdictInWords } from './contradiction-words.ts'

const line = {
  itemA: 1,
  itemB: 2,
  nameA: 'Mug',
  nameB: 'Cup',
  relation: 'variant',
  variantAxis: 'colour',
  reviewer: 'Ada',
  decidedAt: '2020-03-04T14:05:00Z',
  words: '',
}
const said = { ...line, relation: 'same-product', variantAxis: null }
const reasons = contradiction.shape.reason.options

afterEach(() => speak('en'))

describe('contradictionInWords', () => {
  it('says which verdict is set aside by which, and who said so', () => {
    const found = { ...said, reason: 'apart' as const, against: [line], size: 5 }
    expect(contradictionInWords(found)).toMatch(
      /^“Same product” of “Mug” and “Cup” is set aside: a newer verdict says that they are not the same product: “Variant \(Colour\)” of “Mug” and “Cup” \(Ada, .*2020.*\)\.$/,
    )
    expect(contradictionInWords({ ...found, reason: 'together', against: [said, said] })).toMatch(
      /: 2 newer verdicts together say that they are the same product: .*; .*\.$/,
    )
    expect(contradictionInWords({ ...found, reason: 'too-large', against: [], size: 51 })).toMatch(
      /together with the listings they are equal to they would be 51\.$/,
    )
  })

  it('shows what hides in a name', () => {
    expect(verdictInWords({ ...said, nameA: 'Mug\u202Egum' })).toContain('Mug⟨U+202E⟩gum')
  })

  it.each(['de', 'zh-Hans'] as const)('has words for every reason in %s', async (language) => {
    const inWords = (): string[] =>
      reasons.map((reason) => contradictionInWords({ ...said, reason, against: [line], size: 51 }))
    const english = inWords()
    await speak(language)
    const lines = inWords()
    expect(new Set([...english, ...lines]).size).toBe(2 * reasons.length)
  })
})
