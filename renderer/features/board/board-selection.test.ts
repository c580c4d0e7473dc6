import { describe, expect, it } from 'vitest'
import { extended, inverted, NOTHING_SELECTED, selectionOf, toggled } from './board-selection.ts'

const order = [1, 2, 3, 4, 5, 6]

describe('the selection of a board', () => {
  it('takes a member in and out without touching the others', () => {
    const two = toggled(toggled(NOTHING_SELECTED, 2), 5)
    expect(two.ids).toEqual([2, 5])
    expect(toggled(two, 2).ids).toEqual([5])
  })

  it('selects a range from the member toggled last, forwards and backwards', () => {
    const one = toggled(NOTHING_SELECTED, 3)
    expect(extended(one, order, 1, 5).ids).toEqual([3, 4, 5])
    expect(extended(one, order, 1, 1).ids).toEqual([3, 1, 2])
  })

  it('starts a range at the keyboard where none has begun', () => {
    expect(extended(NOTHING_SELECTED, order, 2, 4).ids).toEqual([2, 3, 4])
  })

  it('shrinks a range again, and keeps what was selected before it', () => {
    const wide = extended(toggled(toggled(NOTHING_SELECTED, 1), 3), order, 3, 6)
    expect(wide.ids).toEqual([1, 3, 4, 5, 6])
    expect(extended(wide, order, 6, 4).ids).toEqual([1, 3, 4])
  })

  it('turns round', () => {
    expect(inverted(selectionOf([2, 3]), order).ids).toEqual([1, 4, 5, 6])
    expect(inverted(selectionOf(order), order).ids).toEqual([])
  })
})
