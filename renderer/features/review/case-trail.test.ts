import { describe, expect, it } from 'vitest'
import { alongTrail, EMPTY_TRAIL, visit } from './case-trail.ts'

const trail = [10, 20, 30].reduce(visit, EMPTY_TRAIL)

describe('case trail', () => {
  it('goes back through the cases in the order they were shown', () => {
    expect(alongTrail(trail, -1)).toBe(20)
    expect(alongTrail(visit(trail, 20), -1)).toBe(10)
    expect(alongTrail(visit(visit(trail, 20), 10), -1)).toBeNull()
  })

  it('goes forward again after going back', () => {
    expect(alongTrail(visit(trail, 20), 1)).toBe(30)
    expect(alongTrail(trail, 1)).toBeNull()
  })

  it('drops what lay ahead when another case is opened', () => {
    const turned = visit(visit(trail, 20), 99)
    expect(turned.groupIds).toEqual([10, 20, 99])
    expect(alongTrail(turned, -1)).toBe(20)
  })

  it('stays where it is when the case on screen is shown again', () => {
    expect(visit(trail, 30)).toBe(trail)
  })
})
