import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fit, pan, toMap, toScreen, zoom } from './map-camera.ts'

const size = { width: 800, height: 600 }
/** Further out the map is held, so that nobody gets lost beside it. */
const pixel = fc.record({ x: fc.integer({ min: 80, max: 720 }), y: fc.nat(600) })

describe('the camera', () => {
  it('sees all of the map at first', () => {
    for (const corner of [-1, 1]) {
      const { x, y } = toScreen(fit(size), { x: corner, y: corner }, size)
      expect(x).toBeGreaterThan(0)
      expect(x).toBeLessThan(800)
      expect(y).toBeGreaterThan(0)
      expect(y).toBeLessThan(600)
    }
  })

  it('keeps what is under the pointer there while it zooms', () => {
    fc.assert(
      fc.property(pixel, fc.double({ min: 1, max: 50, noNaN: true }), (at, factor) => {
        const before = fit(size)
        const place = toMap(before, at, size)
        const after = toScreen(zoom(before, factor, at, size), place, size)
        expect(after.x).toBeCloseTo(at.x, 5)
        expect(after.y).toBeCloseTo(at.y, 5)
      }),
    )
  })

  it('moves the map with the hand', () => {
    const before = fit(size)
    const after = pan(before, 30, -20)
    const place = toScreen(after, { x: 0, y: 0 }, size)
    expect(place.x).toBeCloseTo(430)
    expect(place.y).toBeCloseTo(280)
  })

  it('stays within sight of the map', () => {
    const far = pan(fit(size), 1e6, 1e6)
    expect(Math.abs(far.x)).toBeLessThanOrEqual(1.2)
    const deep = zoom(fit(size), 1e12, { x: 400, y: 300 }, size)
    expect(Number.isFinite(deep.scale)).toBe(true)
  })
})
