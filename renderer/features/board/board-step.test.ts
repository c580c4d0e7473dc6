import { describe, expect, it } from 'vitest'
import { boardStep, type TilePlace } from './board-step.ts'

/** Five columns; the representative takes two by two cells. */
const places: TilePlace[] = [
  { x: 0, y: 0, width: 200, height: 200 },
  ...[200, 300, 400].map((x) => ({ x, y: 0, width: 100, height: 100 })),
  ...[200, 300, 400].map((x) => ({ x, y: 100, width: 100, height: 100 })),
  ...[0, 100, 200].map((x) => ({ x, y: 200, width: 100, height: 100 })),
]

describe('boardStep', () => {
  it('goes along the members with the arrows to the side, and stops at both ends', () => {
    expect([boardStep('ArrowRight', places, 3), boardStep('ArrowLeft', places, 3)]).toEqual([4, 2])
    expect([boardStep('ArrowLeft', places, 0), boardStep('ArrowRight', places, 9)]).toEqual([0, 9])
    expect([boardStep('Home', places, 5), boardStep('End', places, 5)]).toEqual([0, 9])
  })

  it('goes up and down to the tile nearest to being straight there', () => {
    expect([boardStep('ArrowDown', places, 2), boardStep('ArrowUp', places, 5)]).toEqual([5, 2])
    expect([boardStep('ArrowDown', places, 0), boardStep('ArrowUp', places, 7)]).toEqual([7, 0])
    expect(boardStep('ArrowDown', places, 6)).toBe(9)
  })

  it('stays where there is nothing above or below', () => {
    expect([boardStep('ArrowUp', places, 1), boardStep('ArrowDown', places, 8)]).toEqual([1, 8])
  })

  it('turns the arrows to the side round where one reads from right to left', () => {
    expect([boardStep('ArrowRight', places, 3, true), boardStep('ArrowLeft', places, 3, true)]).toEqual([
      2, 4,
    ])
  })

  it('leaves other keys and an empty board alone', () => {
    expect(boardStep('a', places, 3)).toBeNull()
    expect(boardStep('ArrowDown', [], 0)).toBeNull()
  })
})
