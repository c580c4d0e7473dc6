import { describe, expect, it } from 'vitest'
import { readConditions } from './read-conditions.ts'

describe('readConditions', () => {
  it('reads conditions joined by commas', () => {
    expect(readConditions('score>=0.99, code,phash<=6,price >= 0.9')).toEqual([
      { kind: 'score-at-least', value: 0.99 },
      { kind: 'same-code' },
      { kind: 'phash-at-most', value: 6 },
      { kind: 'price-ratio-at-least', value: 0.9 },
    ])
  })

  it.each([
    ['colour', 'Expected --when to give conditions like bytes, code'],
    ['', 'but received “”'],
    ['constructor', 'but received “constructor”'],
    ['score=0.9', 'but received “score=0.9”'],
    ['score>=2', 'Expected score>= to be followed by a number from 0 to 1 but received “2”'],
    ['phash<=2.5', 'Expected phash<= to be followed by a whole number from 0 to 64'],
    ['title<=x', 'but received “x”'],
  ])('says what it expected of %j', (text, words) => {
    expect(() => readConditions(text)).toThrow(words)
  })
})
