import { afterEach, describe, expect, it } from 'vitest'
import type { TitleConflict } from '../../../electron/contract/evidence.ts'
import { say } from '../../../electron/contract/saying.ts'
import type { SearchNote } from '../../../electron/contract/search.ts'
import { speak } from '../../words/speak.test-data.ts'
import { channelInWords, noteInWords } from './search-words.ts'

const words = 'Told by a driver.'
const EXAMPLES: { readonly [Kind in SearchNote['kind']]: SearchNote & { kind: Kind } } = {
  'without-index': { kind: 'without-index', words },
  'no-word': { kind: 'no-word', words },
  'no-item-found': { kind: 'no-item-found', words },
  'box-clipped': { kind: 'box-clipped', words },
  'no-attribute': { kind: 'no-attribute', name: 'weight', words },
  provider: { kind: 'provider', said: say('foreign', { text: words }), words },
}
const notes = Object.values(EXAMPLES)

afterEach(() => speak('en'))

describe('search words', () => {
  it('tell what was left out, in the engine’s own sentences', () => {
    expect(noteInWords(EXAMPLES['no-attribute'])).toBe('No item has an attribute “weight”.')
    expect(noteInWords(EXAMPLES.provider)).toBe(words)
  })

  it.each(['de', 'zh-Hans'] as const)('have a sentence for every kind in %s', async (language) => {
    const english = new Set(notes.map(noteInWords))
    await speak(language)
    const lines = notes.map(noteInWords)
    expect(lines.filter((line) => english.has(line))).toEqual([])
    expect(new Set(lines).size).toBe(lines.length)
  })

  it('tell of titles also in what they differ', () => {
    const title = { channel: 'title', distance: 0.4, words: '', contribution: 0 } as const
    const conflicts: TitleConflict[] = [{ kind: 'quantity', onlyA: ['500ml'], onlyB: ['1l'] }]
    expect(channelInWords(title, conflicts)).toBe('titles 60% alike; quantity: 500 ml against 1 l')
    expect(channelInWords({ ...title, channel: 'image' }, conflicts)).toBe(
      'pictures look different (distance 0.400)',
    )
  })
})
