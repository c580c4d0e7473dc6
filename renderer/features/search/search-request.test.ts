import { describe, expect, it } from 'vitest'
import { EMPTY_FILTER, searchRequest, type SearchDraft, type SearchSubject } from './search-request.ts'

const draft: SearchDraft = { words: '', subject: null, box: null, filter: EMPTY_FILTER, top: 20 }
const file: SearchSubject = { kind: 'file', path: '/inbox/mug.jpg', name: 'mug.jpg', url: 'blob:1' }
const box = { x: 1, y: 2, width: 30, height: 40 }

describe('searchRequest', () => {
  it('asks nothing until there are words or a picture', () => {
    expect(searchRequest(draft)).toBeNull()
    expect(searchRequest({ ...draft, words: '  ' })).toBeNull()
    expect(searchRequest({ ...draft, filter: { ...EMPTY_FILTER, category: 'mugs' } })).toBeNull()
  })

  it('waits for a picture that is still on its way, even with words', () => {
    expect(searchRequest({ ...draft, words: 'mug', subject: { ...file, path: null } })).toBeNull()
  })

  it('asks by words and a part of a picture together', () => {
    expect(searchRequest({ ...draft, words: ' red mug ', subject: file, box })).toEqual({
      picture: { path: '/inbox/mug.jpg' },
      box,
      text: 'red mug',
      filter: { attributes: [] },
      top: 20,
    })
  })

  it('leaves out a box without its picture and filters without a value', () => {
    const filter = {
      ...EMPTY_FILTER,
      brand: ' Acme ',
      minimumPrice: 0,
      attributes: [
        { name: 'colour', value: '' },
        { name: 'size', value: 'M' },
      ],
    }
    expect(searchRequest({ ...draft, words: 'mug', box, filter })).toEqual({
      text: 'mug',
      filter: { brand: 'Acme', minimumPrice: 0, attributes: [{ name: 'size', value: 'M' }] },
      top: 20,
    })
  })
})
