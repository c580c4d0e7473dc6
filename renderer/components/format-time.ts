import { language } from '../words/words.ts'

const CLOCK: Intl.DateTimeFormatOptions = { hour: '2-digit', minute: '2-digit', hour12: false }
const DAY: Intl.DateTimeFormatOptions = { day: 'numeric', month: 'short' }
const DAY_OF_YEAR: Intl.DateTimeFormatOptions = { ...DAY, year: 'numeric' }

/**
 * When something happened, as short as it stays clear: "14:05" today, "3 Mar, 14:05" this year, else with the year.
 * @param iso a time as the engine gives it
 * @param now what "today" is measured from
 */
export function formatTime(iso: string, now: Date = new Date()): string {
  const time = new Date(iso)
  if (Number.isNaN(time.getTime())) return iso
  if (time.toDateString() === now.toDateString()) return write(time, CLOCK)
  const date = time.getFullYear() === now.getFullYear() ? DAY : DAY_OF_YEAR
  return `${write(time, date)}, ${write(time, CLOCK)}`
}

/** A calendar day, as "3 Mar" this year, else with the year. @param day "2026-03-03" */
export function formatDay(day: string, now: Date = new Date()): string {
  const time = new Date(`${day}T12:00:00`)
  if (Number.isNaN(time.getTime())) return day
  return write(time, time.getFullYear() === now.getFullYear() ? DAY : DAY_OF_YEAR)
}

function write(time: Date, options: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat(language.value, options).format(time)
}
