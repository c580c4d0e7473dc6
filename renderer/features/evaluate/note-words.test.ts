import { afterEach, describe, expect, it } from 'vitest'
import type { EvaluationNote } from '../../../electron/contract/evaluate.ts'
import { speak } from '../../words/speak.test-data.ts'
import { noteInWords } from './note-words.ts'

const words = 'Told earlier.'
const EXAMPLES: { readonly [Kind in EvaluationNote['kind']]: EvaluationNote & { kind: Kind } } = {
  'empty-catalogue': { kind: 'empty-catalogue', words },
  'no-labels': { kind: 'no-labels', words },
  'only-judged-pairs': { kind: 'only-judged-pairs', words },
  'no-different-pairs': { kind: 'no-different-pairs', words },
  'one-label': { kind: 'one-label', words },
  'no-true-pairs': { kind: 'no-true-pairs', words },
  'not-matched': { kind: 'not-matched', words },
  'some-labelled': { kind: 'some-labelled', labelled: 1200, items: 3400, words },
  'unknown-ids': { kind: 'unknown-ids', ids: ['"x"', '"y"'], more: 3, words },
  'unclear-rows': { kind: 'unclear-rows', count: 2, words },
  'contradicting-rows': { kind: 'contradicting-rows', count: 3, words },
  earlier: { kind: 'earlier', words },
}
const notes = Object.values(EXAMPLES)

afterEach(() => speak('en'))

describe('noteInWords', () => {
  it('says what is to be kept in mind, with its numbers', () => {
    const lines = notes.map(noteInWords)
    expect(lines).toContain(
      'Only 1,200 of 3,400 items have a label_group; the others, and pairs with them, do not count.',
    )
    expect(lines).toContain(
      'Ids that are not in the catalogue: "x", "y" and 3 more. Their pairs were left out.',
    )
    expect(noteInWords({ kind: 'unknown-ids', ids: ['"x"'], more: 0, words: '' })).toMatch(/: "x"\. Their/)
  })

  it.each(['de', 'zh-Hans'] as const)('has words for every kind in %s', async (language) => {
    const english = new Set(notes.map(noteInWords))
    await speak(language)
    const lines = notes.map(noteInWords)
    expect(lines.filter((line) => english.has(line))).toEqual(['Told earlier.'])
    expect(new Set(lines).size).toBe(lines.length)
  })
})
