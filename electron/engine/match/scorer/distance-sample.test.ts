import { describe, expect, it } from 'vitest'
import { DistanceSample } from './distance-sample.ts'
import { NO_MEASURES } from '../evidence/measure-pair.ts'

describe('DistanceSample', () => {
  it('tells the quantiles of each channel that was measured, and of no other', () => {
    const sample = new DistanceSample()
    for (let n = 0; n <= 100; n += 1) sample.add({ ...NO_MEASURES, title: n / 100, brand: n < 30 ? 0 : 1 })
    const [title, brand, ...others] = sample.distributions()
    expect(others).toEqual([])
    expect(title).toMatchObject({ channel: 'title', pairs: 101 })
    expect([0, 10, 25, 50].map((place) => title?.quantiles[place])).toEqual([0, 0.2, 0.5, 1])
    expect(brand?.quantiles.filter((distance) => distance === 0)).toHaveLength(15)
  })

  it('stays close to the truth where there are more pairs than it keeps', () => {
    const sample = new DistanceSample()
    for (let n = 0; n < 100_000; n += 1) sample.add({ ...NO_MEASURES, image: n / 100_000 })
    const [image] = sample.distributions()
    expect(image?.pairs).toBe(100_000)
    for (const place of [5, 25, 45]) expect(image?.quantiles[place]).toBeCloseTo(place / 50, 1)
  })
})
