import { afterEach, describe, expect, it } from 'vitest'
import { actionKind, type Action } from '../../../electron/contract/actions.ts'
import { showLanguage } from '../../words/words.ts'
import { actionInWords } from './action-in-words.ts'

const action: Action = {
  id: 1,
  kind: 'verdict',
  groupId: 1,
  shown: [1, 2, 3],
  item: null,
  text: '',
  replaces: null,
  said: [
    { relation: 'variant', variantAxis: 'colour', pairs: 2 },
    { relation: 'different', variantAxis: null, pairs: 1 },
  ],
  words: 'Said variant (colour) of 2 pairs; said different of 1 pair',
  reviewer: 'Ada',
  at: '2026-01-01T00:00:00Z',
  undone: false,
}

/** The words follow the window's language; nothing of a document is needed for that but its element. */
async function speak(language: 'en' | 'de'): Promise<void> {
  Object.assign(globalThis, { document: { documentElement: {} } })
  await showLanguage(language)
}
afterEach(() => speak('en'))

describe('actionInWords', () => {
  it('is the engine’s own line in English', () => {
    expect(actionInWords(action)).toBe(action.words)
  })

  it('tells what was said, of how many pairs, in another language', async () => {
    await speak('de')
    expect(actionInWords(action)).toBe('Gesagt – Variante (Farbe): 2 Paare; Verschieden: 1 Paar')
    expect(actionInWords({ ...action, text: 'Vergleichen' })).toMatch(/ · Vergleichen$/)
  })

  it('has words for every kind of action', async () => {
    await speak('de')
    const lines = actionKind.options.map((kind) => actionInWords({ ...action, kind }))
    expect(lines).toEqual([...new Set(lines)])
    expect(lines.filter((line) => line.includes('history.') || line.trim() === '')).toEqual([])
  })

  it('tells a note that was changed from a new one and from one taken away', async () => {
    await speak('de')
    const note = { ...action, kind: 'note' as const, text: 'Nachfragen' }
    const lines = [note, { ...note, replaces: 4 }, { ...note, text: '', replaces: 4 }].map(actionInWords)
    expect(lines).toEqual([...new Set(lines)])
  })
})
