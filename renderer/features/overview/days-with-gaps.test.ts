import { describe, expect, it } from 'vitest'
import { daysWithGaps } from './days-with-gaps.ts'

const day = (name: string) => ({ day: name, same: 3, apart: 1 })

describe('daysWithGaps', () => {
  it('puts in the days on which nothing was said', () => {
    const all = daysWithGaps([day('2026-02-27'), day('2026-03-02')])
    expect(all).toHaveLength(14)
    expect(all.slice(-4)).toEqual([
      day('2026-02-27'),
      { day: '2026-02-28', same: 0, apart: 0 },
      { day: '2026-03-01', same: 0, apart: 0 },
      day('2026-03-02'),
    ])
    expect(daysWithGaps([])).toEqual([])
  })

  it('shows the last days of a long time', () => {
    const all = daysWithGaps([day('2025-01-01'), day('2026-03-02')])
    expect(all).toHaveLength(120)
    expect(all.at(-1)).toEqual(day('2026-03-02'))
  })
})
