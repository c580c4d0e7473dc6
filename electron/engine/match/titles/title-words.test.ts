import { describe, expect, it } from 'vitest'
import { NO_CATALOGUE_WORDS } from './catalogue-words.ts'
import { parseTitle } from './title-tokens.ts'
import { titleWords } from './title-words.ts'

function texts(title: string): readonly string[] {
  return titleWords(parseTitle(title), NO_CATALOGUE_WORDS).texts
}

describe('titleWords', () => {
  it('leaves out fillers, numbers, amounts and model numbers, and repeats', () => {
    expect(texts('NEW! Free shipping: Café mug, mug with 2 lids 350 ml WH-1000XM4')).toEqual([
      'cafe',
      'mug',
      'lids',
    ])
  })

  it('has no words for scripts without blanks', () => {
    expect(texts('蓝色杯子 mug')).toEqual(['mug'])
  })

  it('knows which words are colours', () => {
    expect(titleWords(parseTitle('mug noir'), NO_CATALOGUE_WORDS).colours).toEqual([null, 'black'])
  })
})
