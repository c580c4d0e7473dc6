import { describe, expect, it } from 'vitest'
import { extended, groupsOf, NOTHING_SELECTED, selectionOf, toggled, without } from './selected-groups.ts'

const group = (groupId: number) => ({ groupId, size: 2 })
const ids = (selection: Parameters<typeof groupsOf>[0]) => groupsOf(selection).map(({ groupId }) => groupId)

describe('a selection of groups', () => {
  it('takes a group in and out, and the next range starts from it', () => {
    const one = toggled(toggled(NOTHING_SELECTED, group(7), 3), group(9), 5)
    expect(ids(one)).toEqual([7, 9])
    expect(one.anchor).toEqual({ index: 5, groupId: 9 })
    expect(ids(toggled(one, group(7), 3))).toEqual([9])
  })

  it('leaves what a range covered when it shrinks, and keeps what was selected before', () => {
    const start = toggled(toggled(NOTHING_SELECTED, group(1), 0), group(4), 3)
    const wide = extended(start, [4, 5, 6].map(group), start.anchor)
    expect(ids(wide)).toEqual([1, 4, 5, 6])
    expect(ids(extended(wide, [4, 5].map(group), wide.anchor))).toEqual([1, 4, 5])
  })

  it('keeps the size that each group was selected with', () => {
    const selection = toggled(selectionOf([{ groupId: 3, size: 5 }]), group(1), 0)
    expect(groupsOf(without(selection, [group(1)]))).toEqual([{ groupId: 3, size: 5 }])
  })
})
