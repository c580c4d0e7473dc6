import { describe, expect, it } from 'vitest'
import { distancesTo, viewedPictures } from './distances-to.ts'

describe('distances to pictures', () => {
  it('are those of the nearest views', () => {
    const pictures = viewedPictures(
      [Float32Array.of(1, 0), Float32Array.of(-1, 0, 0, 1), new Float32Array()],
      2,
    )
    expect(Array.from(pictures.pictureOf)).toEqual([0, 1, 1])
    expect(Array.from(distancesTo(Float32Array.of(1, 0), pictures, 2))).toEqual([0, 1, Infinity])
    expect(Array.from(distancesTo(Float32Array.of(0, -1, 0, 1), pictures, 2))).toEqual([1, 0, Infinity])
  })
})
