import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { gatherStrided, isContiguous, touchedRange } from './gather-strided.ts'

const view = fc
  .array(fc.tuple(fc.integer({ min: 0, max: 4 }), fc.integer({ min: 0, max: 7 })), { maxLength: 4 })
  .chain((dimensions) =>
    fc.record({
      offset: fc.integer({ min: 0, max: 5 }),
      shape: fc.constant(dimensions.map(([size]) => size)),
      strides: fc.constant(dimensions.map(([, stride]) => stride)),
    }),
  )

/** Independent reference: the place of every number by the formula. */
function placesByFormula(shape: readonly number[], strides: readonly number[], offset: number): number[] {
  const [size, ...sizes] = shape
  const [stride = 0, ...others] = strides
  if (size === undefined) return [offset]
  return Array.from({ length: size }, (_, n) => placesByFormula(sizes, others, offset + n * stride)).flat()
}

describe('gatherStrided', () => {
  it.each([1, 2, 4, 8])('takes numbers of %i bytes from where the strides say', (numberBytes) => {
    fc.assert(
      fc.property(view, (view) => {
        const places = placesByFormula(view.shape, view.strides, view.offset)
        const count = Math.max(0, ...places) + 1
        const storage = Uint8Array.from({ length: count * numberBytes }, (_, n) => (n * 31) % 251)
        const expected = places.flatMap((at) => [
          ...storage.subarray(at * numberBytes, (at + 1) * numberBytes),
        ])
        expect([...gatherStrided(storage, view, numberBytes)]).toEqual(expected)
      }),
    )
  })

  it('knows the range that is touched and whether it is in order', () => {
    fc.assert(
      fc.property(view, (view) => {
        const places = placesByFormula(view.shape, view.strides, view.offset)
        const range = touchedRange(view)
        expect(range).toEqual(
          places.length === 0
            ? { first: 0, end: 0 }
            : { first: Math.min(...places), end: Math.max(...places) + 1 },
        )
        if (isContiguous(view)) expect(places).toEqual(places.map((_, n) => view.offset + n))
      }),
    )
  })

  it('has no range for what cannot be counted', () => {
    const far = Number.MAX_SAFE_INTEGER
    expect(touchedRange({ offset: far, shape: [2, 2], strides: [far, far] })).toBeNull()
  })
})
