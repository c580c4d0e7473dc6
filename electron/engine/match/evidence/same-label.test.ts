import { describe, expect, it } from 'vitest'
import { mayBeCompared, onlyComparable } from './same-label.ts'

const labels = Uint16Array.of(1, 2, 1, 0)

describe('labels', () => {
  it('keep a bag from a shoe, and nothing from what nobody has named', () => {
    expect(mayBeCompared(labels, 0, 1)).toBe(false)
    expect(mayBeCompared(labels, 0, 2)).toBe(true)
    expect(mayBeCompared(labels, 1, 3)).toBe(true)
  })

  it('leave the comparable of the neighbours, in their order', () => {
    const neighbours = {
      offsets: Uint32Array.of(0, 3, 4, 4, 5),
      rows: Uint32Array.of(1, 2, 3, 0, 1),
      distances: Float32Array.of(1, 2, 3, 4, 5),
    }
    expect(onlyComparable(neighbours, labels)).toEqual({
      offsets: Uint32Array.of(0, 2, 2, 2, 3),
      rows: Uint32Array.of(2, 3, 1),
      distances: Float32Array.of(2, 3, 5),
    })
  })

  it('change nothing where there are none', () => {
    const neighbours = {
      offsets: Uint32Array.of(0, 1),
      rows: Uint32Array.of(0),
      distances: Float32Array.of(0),
    }
    expect(onlyComparable(neighbours, new Uint16Array(1))).toBe(neighbours)
  })
})
