import { describe, expect, it } from 'vitest'
import type { Picture } from '../../../../electron/contract/items.ts'
import { makeEvidence, makeItem } from '../make-case.test-data.ts'
import { shownPicture, stepAround } from './shown-picture.ts'

function picture(letter: string): Picture {
  return {
    sha256: letter.repeat(64),
    width: 10,
    height: 10,
    format: 'jpeg',
    fileName: `${letter}.jpg`,
    path: `${letter}.jpg`,
    boxes: [],
  }
}
const item = makeItem(2, { pictures: [picture('a'), picture('b'), picture('c')] })

describe('shownPicture', () => {
  it('shows the picture that the evidence is about, whichever side of the pair the item is on', () => {
    const asB = { ...makeEvidence(1, 2, 0.9), imageA: 'f'.repeat(64), imageB: 'b'.repeat(64) }
    const asA = { ...makeEvidence(2, 1, 0.9), imageA: 'c'.repeat(64), imageB: 'a'.repeat(64) }
    expect(shownPicture(item, asB, null)?.fileName).toBe('b.jpg')
    expect(shownPicture(item, asA, null)?.fileName).toBe('c.jpg')
  })

  it('shows the first without evidence, the chosen one when one was chosen, and none of an item that has none', () => {
    expect(shownPicture(item, null, null)?.fileName).toBe('a.jpg')
    expect(shownPicture(item, makeEvidence(1, 2, 0.9), 2)?.fileName).toBe('c.jpg')
    expect(shownPicture(makeItem(3), null, null)).toBeNull()
  })
})

describe('stepAround', () => {
  it('goes around both ends', () => {
    expect([stepAround(2, 3, 1), stepAround(0, 3, -1), stepAround(0, 3, 1), stepAround(0, 0, 1)]).toEqual([
      0, 2, 1, 0,
    ])
  })
})
