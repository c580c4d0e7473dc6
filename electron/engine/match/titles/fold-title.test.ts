import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { foldTitle } from './fold-title.ts'

describe('foldTitle', () => {
  it.each([
    ['５００ｍｌ　ＡＢＣ', '500ml abc'],
    ['٥٠٠ مل، ٢٫٥ لتر', '500 مل، 2.5 لتر'],
    ['५०० ग्राम', '500 ग्राम'],
    ['ｶﾞﾗｽ', 'ガラス'],
    ['가방', '가방'],
    ['ΟΔΟΣ ΜΑΎΡΟΣ', 'οδοσ μαυροσ'],
    ['أحمر قهوة', 'احمر قهوه'],
    ['İstanbul IŞIK', 'istanbul isik'],
    ['Straße Ærø Łódź', 'strasse aero lodz'],
    ['1½ l, ¾"', '1.5 l, 0.75"'],
    ['Wasch\u00admaschine\u200bneu', 'waschmaschine neu'],
  ])('folds %j to %j', (title, folded) => {
    expect(foldTitle(title)).toBe(folded)
  })

  it('keeps letters apart that only a mark tells apart where it makes another letter', () => {
    expect(foldTitle('ハパバ')).toBe('ハパバ')
    expect(foldTitle('कि कु')).toBe('कि कु')
  })

  it('changes nothing of what is folded, and never throws', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 1_200 }), (title) => {
        const folded = foldTitle(title)
        expect(foldTitle(folded)).toBe(folded)
        expect(folded.length).toBeLessThanOrEqual(1_000)
      }),
      { numRuns: 500 },
    )
  })
})
