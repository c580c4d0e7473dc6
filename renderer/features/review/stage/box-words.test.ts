import { describe, expect, it } from 'vitest'
import { boxInWords, boxLabel } from './box-words.ts'

const place = { x: 14.4, y: 20, width: 120, height: 300 }

describe('box words', () => {
  it('names what a detector found and how sure it is', () => {
    const box = { ...place, label: 'shoes', score: 0.917, origin: 'found' } as const
    expect(boxLabel(box)).toBe('shoes 92%')
    expect(boxInWords(box)).toBe(
      'shoes, 92% sure, 120 × 300 pixels, 14 pixels from the left and 20 from the top',
    )
  })

  it('says that a box came with the listing', () => {
    const box = { ...place, label: null, score: null, origin: 'given' } as const
    expect(boxLabel(box)).toBe('given')
    expect(boxInWords(box)).toContain('item, given with the listing')
  })

  it('says that a box is a picture within the picture', () => {
    const box = { ...place, label: null, score: null, origin: 'inner' } as const
    expect(boxLabel(box)).toBe('inner picture')
    expect(boxInWords(box)).toContain('inner picture, seen as a picture within the picture, 120 × 300 pixels')
  })
})
