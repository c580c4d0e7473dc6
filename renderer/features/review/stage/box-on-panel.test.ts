import { describe, expect, it } from 'vitest'
import { boxOnPanel } from './box-on-panel.ts'
import { FIT_VIEW } from './stage-view.ts'

const box = { x: 100, y: 50, width: 200, height: 100, label: null, score: null }
const picture = { width: 400, height: 200 }

describe('boxOnPanel', () => {
  it('scales with the picture and leaves out the space beside it', () => {
    // 400 x 200 fits a panel of 200 x 200 at half its size, with 50 pixels above it.
    expect(boxOnPanel(box, { width: 200, height: 200 }, picture, FIT_VIEW)).toEqual({
      left: 50,
      top: 75,
      width: 100,
      height: 50,
    })
  })

  it('follows the view when the picture is zoomed and moved', () => {
    // The box's left top corner, a quarter into the picture both ways, is in the panel's middle.
    const view = { zoom: 4, x: 0.25, y: 0.25 }
    expect(boxOnPanel(box, { width: 200, height: 200 }, picture, view)).toEqual({
      left: 100,
      top: 100,
      width: 400,
      height: 200,
    })
  })
})
