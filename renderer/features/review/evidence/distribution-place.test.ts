import { describe, expect, it } from 'vitest'
import { placeInDistribution } from './distribution-place.ts'

const evidence = (channel: 'image' | 'brand', distance: number | null) => ({
  channel,
  distance,
  words: '',
  contribution: 0,
})
const image = {
  channel: 'image' as const,
  pairs: 400,
  quantiles: Array.from({ length: 51 }, (_, step) => step / 50),
}
const brand = {
  channel: 'brand' as const,
  pairs: 400,
  quantiles: Array.from({ length: 51 }, (_, step) => (step < 17 ? 0 : 1)),
}

describe('placeInDistribution', () => {
  it('tells how many pairs of the catalogue are farther apart', () => {
    const place = placeInDistribution(evidence('image', 0.09), image)
    expect(place?.nearer).toBeCloseTo(0.9)
    expect(place?.words).toBe('nearer than 90% of the candidate pairs')
    expect(placeInDistribution(evidence('image', 2), image)?.nearer).toBe(0)
  })

  it('tells of what is equal or not how common that is', () => {
    expect(placeInDistribution(evidence('brand', 0), brand)?.words).toBe(
      'equal, as in 33% of the candidate pairs',
    )
    expect(placeInDistribution(evidence('brand', 1), brand)?.words).toBe(
      'not equal, as in 67% of the candidate pairs',
    )
  })

  it('knows no place without a distance or a distribution', () => {
    expect(placeInDistribution(evidence('image', null), image)).toBeNull()
    expect(placeInDistribution(evidence('image', 0.1), undefined)).toBeNull()
  })
})
