import { describe, expect, it } from 'vitest'
import { costInWords, dimensionInWords, downloadInWords } from './model-words.ts'

describe('model words', () => {
  it('says what using a model costs', () => {
    expect(costInWords({ missing: 8692, kept: 0, of: 'pictures', seconds: 118 })).toBe(
      '8,692 pictures to describe, about 2 min; 0 are described already.',
    )
    expect(costInWords({ missing: 1, kept: 1, of: 'titles', seconds: 0.002 })).toBe(
      '1 title to describe, about 1 s; 1 is described already.',
    )
  })

  it('says that nothing is to be done where all is described, or nothing is asked for', () => {
    expect(costInWords({ missing: 0, kept: 12, of: 'items', seconds: 0 })).toBe(
      '12 items described already; nothing is to be computed.',
    )
    expect(costInWords({ missing: 0, kept: 0, of: 'titles', seconds: 0 })).toBe(
      'Nothing has to be described.',
    )
  })

  it('says what a vector is of, and of a classifier what it tells apart', () => {
    expect(dimensionInWords({ task: 'embed-pictures', dimension: 512 })).toBe('512 numbers a picture')
    expect(dimensionInWords({ task: 'find-items', dimension: 128 })).toBe('128 numbers an item')
    expect(dimensionInWords({ task: 'classify-items', dimension: 434 })).toBe('434 categories')
  })

  it('says that a size is not known yet', () => {
    expect(downloadInWords(null)).toBe('size unknown until asked')
    expect(downloadInWords(453_000_000)).toBe('about 453 MB')
  })
})
