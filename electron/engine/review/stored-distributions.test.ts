import { describe, expect, it } from 'vitest'
import type { ChannelDistribution } from '../../contract/evidence.ts'
import { keepDistributions, readDistributions } from './stored-distributions.ts'

function settingsOf() {
  const values = new Map<string, string>()
  return {
    get: (key: string) => values.get(key) ?? null,
    set: (key: string, value: string) => void values.set(key, value),
  }
}
const titles = (distance: number): ChannelDistribution[] => [
  { channel: 'title', pairs: 3, quantiles: Array.from({ length: 51 }, () => distance) },
]

describe('stored distributions', () => {
  it('are read back for their own run, beside those of one that waits', () => {
    const settings = settingsOf()
    expect(readDistributions(1, settings)).toEqual([])
    keepDistributions(1, titles(0.1), settings)
    keepDistributions(2, titles(0.2), settings)
    expect(readDistributions(1, settings)).toEqual(titles(0.1))
    expect(readDistributions(2, settings)).toEqual(titles(0.2))
  })

  it('are dropped with the runs of long ago', () => {
    const settings = settingsOf()
    for (const run of [1, 2, 3]) keepDistributions(run, titles(run / 10), settings)
    expect(readDistributions(1, settings)).toEqual([])
    expect(readDistributions(3, settings)).toEqual(titles(0.3))
  })
})
