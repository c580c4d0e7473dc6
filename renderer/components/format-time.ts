const clock = new Intl.DateTimeFormat('en', { hour: '2-digit', minute: '2-digit', hour12: false })
const day = new Intl.DateTimeFormat('en', { day: 'numeric', month: 'short' })
const dayOfYear = new Intl.DateTimeFormat('en', { day: 'numeric', month: 'short', year: 'numeric' })

/**
 * When something happened, as short as it stays clear: "14:05" today, "3 Mar, 14:05" this year, else with the year.
 * @param iso a time as the engine gives it
 * @param now what "today" is measured from
 */
export function formatTime(iso: string, now: Date = new Date()): string {
  const time = new Date(iso)
  if (Number.isNaN(time.getTime())) return iso
  if (time.toDateString() === now.toDateString()) return clock.format(time)
  const date = time.getFullYear() === now.getFullYear() ? day : dayOfYear
  return `${date.format(time)}, ${clock.format(time)}`
}
