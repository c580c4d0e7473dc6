import { afterEach, describe, expect, it } from 'vitest'
import type { WeightSubject } from '../../../electron/contract/scorer.ts'
import { speak } from '../../words/speak.test-data.ts'
import { weightInWords } from './weight-words.ts'

/** As the engine says them in English. */
const WORDS: { readonly [Kind in WeightSubject['kind']]: [WeightSubject & { kind: Kind }, string] } = {
  nothing: [{ kind: 'nothing' }, 'nothing known'],
  known: [{ kind: 'known', channel: 'title', untitled: false }, 'title known'],
  nearer: [
    { kind: 'nearer', channel: 'image', limit: 0.35, untitled: true },
    'image nearer than 0.35, no titles',
  ],
  equal: [{ kind: 'equal', channel: 'bytes' }, 'bytes equal'],
  different: [{ kind: 'different', channel: 'brand' }, 'brand different'],
  'same-fact': [{ kind: 'same-fact', fact: 'size' }, 'title says the same size'],
  'other-fact': [{ kind: 'other-fact', fact: 'quantity' }, 'title says another quantity'],
  'word-against-word': [{ kind: 'word-against-word' }, 'titles set a word against a word'],
  agreement: [{ kind: 'agreement' }, 'titles share a fact and contradict in nothing'],
  'shared-identifier': [{ kind: 'shared-identifier' }, 'a model or part number shared, more for a rare one'],
  'other-identifier': [{ kind: 'other-identifier' }, 'other model or part numbers'],
  category: [{ kind: 'category', name: 'Mugs' }, 'both in category “Mugs”'],
}
const subjects = Object.values(WORDS).map(([subject]) => subject)

afterEach(() => speak('en'))

describe('weightInWords', () => {
  it('says in English what the engine says', () => {
    for (const [subject, words] of Object.values(WORDS)) expect(weightInWords(subject)).toBe(words)
  })

  it.each(['de', 'zh-Hans'] as const)('has words for every subject in %s', async (language) => {
    const english = subjects.map(weightInWords)
    await speak(language)
    const lines = subjects.map(weightInWords)
    expect(new Set([...english, ...lines]).size).toBe(2 * subjects.length)
  })
})
