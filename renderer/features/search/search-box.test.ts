import { describe, expect, it } from 'vitest'
import { boxBetween, middleBox, movedBox, sizedBox } from './search-box.ts'

const picture = { width: 200, height: 100 }
const box = { x: 50, y: 20, width: 40, height: 30 }

describe('search box', () => {
  it('is the same whichever corner was first', () => {
    const drawn = { x: 10, y: 20, width: 90, height: 60 }
    expect(boxBetween({ x: 10.2, y: 19.8 }, { x: 100, y: 80 }, picture)).toEqual(drawn)
    expect(boxBetween({ x: 100, y: 80 }, { x: 10.2, y: 19.8 }, picture)).toEqual(drawn)
  })

  it('is cut to the picture, and is none where nothing is left', () => {
    expect(boxBetween({ x: 150, y: -40 }, { x: 900, y: 50 }, picture)).toEqual({
      x: 150,
      y: 0,
      width: 50,
      height: 50,
    })
    expect(boxBetween({ x: 300, y: 10 }, { x: 900, y: 50 }, picture)).toBeNull()
    expect(boxBetween({ x: 10, y: 10 }, { x: 10, y: 50 }, picture)).toBeNull()
  })

  it('moves as far as the picture goes and keeps its size', () => {
    expect(movedBox(box, 10, -5, picture)).toEqual({ ...box, x: 60, y: 15 })
    expect(movedBox(box, 999, 999, picture)).toEqual({ ...box, x: 160, y: 70 })
    expect(movedBox(box, -999, -999, picture)).toEqual({ ...box, x: 0, y: 0 })
  })

  it('grows to the edge and shrinks to a pixel', () => {
    expect(sizedBox(box, 5, -10, picture)).toEqual({ ...box, width: 45, height: 20 })
    expect(sizedBox(box, 999, 999, picture)).toEqual({ ...box, width: 150, height: 80 })
    expect(sizedBox(box, -999, -999, picture)).toEqual({ ...box, width: 1, height: 1 })
  })

  it('begins in the middle', () => {
    expect(middleBox(picture)).toEqual({ x: 50, y: 25, width: 100, height: 50 })
    expect(middleBox({ width: 1, height: 1 })).toMatchObject({ width: 1, height: 1 })
  })
})
