import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  actualSizeZoom,
  fitSize,
  FIT_VIEW,
  keepInSight,
  panBy,
  zoomAt,
  type Size,
  type StageView,
} from './stage-view.ts'

const panel: Size = { width: 400, height: 300 }
const picture: Size = { width: 1600, height: 1600 }

const sizes = fc.record({
  width: fc.integer({ min: 50, max: 4000 }),
  height: fc.integer({ min: 50, max: 4000 }),
})

/** Where a point of the picture (shares) lies, in pixels from the panel's middle. */
function placeOf(point: { x: number; y: number }, view: StageView, of: Size = picture, within: Size = panel) {
  const fit = fitSize(within, of)
  return { x: (point.x - view.x) * fit.width * view.zoom, y: (point.y - view.y) * fit.height * view.zoom }
}

describe('stage view', () => {
  it('fits the whole picture and keeps its proportions', () => {
    expect(fitSize(panel, picture)).toEqual({ width: 300, height: 300 })
    expect(fitSize(panel, { width: 200, height: 50 })).toEqual({ width: 400, height: 100 })
  })

  it('shows one pixel a pixel, on dense screens too', () => {
    expect(actualSizeZoom(panel, picture, 1)).toBeCloseTo(1600 / 300)
    expect(actualSizeZoom(panel, picture, 2)).toBeCloseTo(800 / 300)
  })

  it('keeps the point under the pointer while zooming in a zoomed picture', () => {
    const view: StageView = { zoom: 3, x: 0.5, y: 0.5 }
    const pointer = { x: 60, y: -40 }
    const fit = fitSize(panel, picture)
    const under = { x: view.x + pointer.x / (fit.width * 3), y: view.y + pointer.y / (fit.height * 3) }
    const place = placeOf(under, zoomAt(view, 1.4, pointer, panel, picture))
    expect(place.x).toBeCloseTo(pointer.x)
    expect(place.y).toBeCloseTo(pointer.y)
  })

  it('comes back to the fit by zooming out as far as it zoomed in', () => {
    const near = zoomAt(FIT_VIEW, 4, { x: 100, y: 50 }, panel, picture)
    const far = zoomAt(near, 1 / 4, { x: 100, y: 50 }, panel, picture)
    expect(far.zoom).toBeCloseTo(1)
    expect([far.x, far.y]).toEqual([0.5, 0.5])
  })

  it('moves the picture with the hand', () => {
    const view: StageView = { zoom: 4, x: 0.5, y: 0.5 }
    const moved = panBy(view, 30, -12, panel, picture)
    const place = placeOf({ x: 0.5, y: 0.5 }, moved)
    expect(place.x).toBeCloseTo(30)
    expect(place.y).toBeCloseTo(-12)
  })

  it('never shows empty space beside a picture larger than its panel, and centres a smaller one', () => {
    fc.assert(
      fc.property(
        sizes,
        sizes,
        fc.double({ min: 0.1, max: 20, noNaN: true }),
        fc.double({ min: -2, max: 3, noNaN: true }),
        (within, of, zoom, x) => {
          const view = keepInSight({ zoom, x, y: 0.5 }, within, of)
          const length = fitSize(within, of).width * zoom
          const left = placeOf({ x: 0, y: 0 }, view, of, within).x + within.width / 2
          const right = left + length
          const isCentred = Math.abs(left + right - within.width) < 1e-3
          const coversPanel = left <= 1e-3 && right >= within.width - 1e-3
          expect(length <= within.width ? isCentred : coversPanel).toBe(true)
        },
      ),
    )
  })

  it('never zooms beyond eight screen pixels for one of the picture', () => {
    const view = zoomAt(FIT_VIEW, 1e6, { x: 0, y: 0 }, panel, picture)
    expect(view.zoom * (300 / 1600)).toBeCloseTo(8)
  })
})
