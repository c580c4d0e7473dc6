import { type CountedNoun, t } from '../words/words.ts'
import { formatNumber } from './format-number.ts'

/** 1234 -> "1,234". */
export function formatCount(count: number): string {
  return formatNumber(count)
}

/** formatCounted(1, 'picture') -> "1 picture"; formatCounted(2, 'category') -> "2 categories". */
export function formatCounted(count: number, noun: CountedNoun): string {
  return t(`counts.${noun}`, { count: formatCount(count) }, count)
}

/** A rate to two digits: 482.7 -> "480". */
export function formatRate(perSecond: number): string {
  return formatNumber(perSecond, { maximumSignificantDigits: 2 })
}

const BYTE_UNITS = ['B', 'kB', 'MB', 'GB', 'TB'] as const

/** 1,234,567 bytes -> "1.2 MB"; thousands, as the systems' file managers count. */
export function formatBytes(bytes: number): string {
  const power = Math.min(BYTE_UNITS.length - 1, Math.floor(Math.log10(Math.max(1, bytes)) / 3))
  const value = bytes / 1000 ** power
  const digits = power === 0 || value >= 100 ? 0 : 1
  return `${formatNumber(value, { minimumFractionDigits: digits, maximumFractionDigits: digits })} ${BYTE_UNITS[power]}`
}

/** How long something still takes, as coarse as it is uncertain: "5 s", "1 min 20 s", "2 h 5 min". */
export function formatDuration(seconds: number): string {
  const whole = Math.max(0, Math.ceil(seconds))
  if (whole < 60) return t('counts.seconds', { seconds: whole })
  // Ten-second steps above a minute: a digit that flickers says nothing.
  const tens = Math.ceil(whole / 10) * 10
  if (tens < 3600) return twoUnits(Math.floor(tens / 60), 'minutes', tens % 60, 'seconds')
  const minutes = Math.ceil(whole / 60)
  return twoUnits(Math.floor(minutes / 60), 'hours', minutes % 60, 'minutes')
}

type TimeUnit = 'hours' | 'minutes' | 'seconds'

function twoUnits(large: number, largeUnit: TimeUnit, small: number, smallUnit: TimeUnit): string {
  const first = t(`counts.${largeUnit}`, { [largeUnit]: large })
  return small === 0 ? first : `${first} ${t(`counts.${smallUnit}`, { [smallUnit]: small })}`
}

/** A share to whole percents that never rounds to certainty: 0.83 -> "83%", 0.998 -> "> 99%", 0.002 -> "< 1%". */
export function formatPercent(share: number): string {
  const percent = (value: number): string =>
    formatNumber(value, { style: 'percent', maximumFractionDigits: 0 })
  if (share > 0.995 && share < 1) return `> ${percent(0.99)}`
  if (share < 0.005 && share > 0) return `< ${percent(0.01)}`
  return percent(share)
}
