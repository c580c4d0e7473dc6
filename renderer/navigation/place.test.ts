import { describe, expect, it } from 'vitest'
import { formatPlace, parsePlace, type Place } from './place.ts'

describe('place', () => {
  it('reads back every place it writes', () => {
    const places: Place[] = [
      { view: 'groups' },
      { view: 'import' },
      { view: 'problems' },
      { view: 'history' },
      { view: 'models' },
      { view: 'scorer' },
      { view: 'evaluate' },
      { view: 'export' },
      { view: 'overview' },
      { view: 'rules' },
      { view: 'settings' },
      { view: 'search', itemId: null },
      { view: 'search', itemId: 7 },
      { view: 'review', groupId: null },
      { view: 'review', groupId: 123 },
      { view: 'review', groupId: 123, partner: 45 },
    ]
    expect(places.map((place) => parsePlace(formatPlace(place)))).toEqual(places)
  })

  it('takes an unknown or empty address for the groups list', () => {
    expect(['', '#', '#/', '#/nowhere', '#groups'].map((hash) => parsePlace(hash).view)).toEqual(
      Array.from({ length: 5 }, () => 'groups'),
    )
  })

  it('takes a group number that is none for the next group to review', () => {
    for (const hash of ['#/review/', '#/review/0', '#/review/-3', '#/review/1.5', '#/review/x']) {
      expect(parsePlace(hash)).toEqual({ view: 'review', groupId: null })
    }
  })
})
