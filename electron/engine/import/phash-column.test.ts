import { describe, expect, it } from 'vitest'
import { findPhashColumn, readPhash } from './phash-column.ts'

describe('findPhashColumn', () => {
  it('finds the column of the Shopee table, however it is written', () => {
    expect(findPhashColumn(['posting_id', 'image', 'image_phash'])).toBe('image_phash')
    expect(findPhashColumn(['id', 'pHash'])).toBe('pHash')
    expect(findPhashColumn(['id', 'image', 'hash'])).toBeNull()
  })
})

describe('readPhash', () => {
  it('reads what imagehash prints, most significant bit first', () => {
    // The first row of the contest's train.csv.
    expect([...(readPhash('94974f937d4c2433') ?? [])]).toEqual([
      0x94, 0x97, 0x4f, 0x93, 0x7d, 0x4c, 0x24, 0x33,
    ])
  })

  it.each(['', '94974f937d4c243', '94974f937d4c24333', 'xyz74f937d4c2433', '94974f93 7d4c243'])(
    'refuses %j',
    (text) => expect(readPhash(text)).toBeNull(),
  )
})
