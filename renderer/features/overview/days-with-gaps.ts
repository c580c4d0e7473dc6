import type { VerdictDay } from '../../../electron/contract/overview.ts'

const MS_A_DAY = 86_400_000
/** A longer pause would squeeze the days on which something was said. */
const MOST_DAYS = 120
/** One day alone would be a wall. */
const LEAST_DAYS = 14

/** The days with those between on which nothing was said, oldest first: 14 at least, of a longer time the last 120. */
export function daysWithGaps(days: readonly VerdictDay[]): VerdictDay[] {
  const [first, last] = [days[0], days.at(-1)]
  if (first === undefined || last === undefined) return []
  const said = new Map(days.map((day) => [day.day, day]))
  const end = Date.parse(last.day)
  const start = Math.max(
    Math.min(Date.parse(first.day), end - (LEAST_DAYS - 1) * MS_A_DAY),
    end - (MOST_DAYS - 1) * MS_A_DAY,
  )
  return Array.from({ length: Math.round((end - start) / MS_A_DAY) + 1 }, (_, place) => {
    const day = new Date(start + place * MS_A_DAY).toISOString().slice(0, 10)
    return said.get(day) ?? { day, same: 0, apart: 0 }
  })
}
