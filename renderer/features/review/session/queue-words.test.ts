import { afterEach, describe, expect, it } from 'vitest'
import { queueCaseKind } from '../../../../electron/contract/queue.ts'
import { speak } from '../../../words/speak.test-data.ts'
import { type WhyNext, whyNextInWords } from './queue-words.ts'

const group: WhyNext = {
  kind: 'group',
  members: [1, 2, 3],
  value: 1.25,
  score: 0.6,
  joins: null,
  skipped: false,
  news: [],
}
const join: WhyNext = { ...group, kind: 'join', members: [1, 9], score: 0.4, joins: [1, 1] }

afterEach(() => speak('en'))

describe('whyNextInWords', () => {
  it('says in English what the engine says', () => {
    expect(whyNextInWords(group)).toBe(
      '3 listings, the least sure of which is 60% likely to belong: about 1.3 wrong pairs hang on each.',
    )
    expect(whyNextInWords(join)).toBe(
      'Not in one group, yet 40% likely the same: a yes makes a group of the two.',
    )
    expect(whyNextInWords({ ...join, joins: [2, 3] })).toMatch(/a yes joins 2 and 3 listings\.$/)
  })

  it('tells what is new since the decision, and what was put off', () => {
    expect(whyNextInWords({ ...group, news: [3] })).toMatch(/^New since it was decided: one listing\. 3 /)
    expect(whyNextInWords({ ...group, news: [2, 3] })).toMatch(/^New since it was decided: 2 listings\. /)
    expect(whyNextInWords({ ...join, skipped: true })).toMatch(/ Put off before\.$/)
  })

  it('says the same of a random check as of a case that is asked again', () => {
    const drawn = { ...join, score: null, joins: null }
    expect(whyNextInWords({ ...drawn, kind: 'repeat' })).toBe(whyNextInWords({ ...drawn, kind: 'check' }))
  })

  it.each(['de', 'zh-Hans'] as const)('has words for every kind in %s', async (language) => {
    const english = queueCaseKind.options.map((kind) => whyNextInWords({ ...join, kind }))
    await speak(language)
    const lines = queueCaseKind.options.map((kind) => whyNextInWords({ ...join, kind }))
    for (const line of lines) expect(english).not.toContain(line)
    // A check and a repeat say the same.
    expect(new Set(lines).size).toBe(lines.length - 1)
  })
})
