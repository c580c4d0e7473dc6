const counts = new Intl.NumberFormat('en')
const rates = new Intl.NumberFormat('en', { maximumSignificantDigits: 2 })

/** 1234 -> "1,234". */
export function formatCount(count: number): string {
  return counts.format(count)
}

/** formatCounted(1, 'picture') -> "1 picture"; formatCounted(2, 'category', 'categories') -> "2 categories". */
export function formatCounted(count: number, singular: string, plural: string = `${singular}s`): string {
  return `${formatCount(count)} ${count === 1 ? singular : plural}`
}

/** A rate to two digits: 482.7 -> "480". */
export function formatRate(perSecond: number): string {
  return rates.format(perSecond)
}

const BYTE_UNITS = ['B', 'kB', 'MB', 'GB', 'TB'] as const

/** 1,234,567 bytes -> "1.2 MB"; thousands, as the systems' file managers count. */
export function formatBytes(bytes: number): string {
  const power = Math.min(BYTE_UNITS.length - 1, Math.floor(Math.log10(Math.max(1, bytes)) / 3))
  const value = bytes / 1000 ** power
  return `${power === 0 || value >= 100 ? Math.round(value) : value.toFixed(1)} ${BYTE_UNITS[power]}`
}

/** How long something still takes, as coarse as it is uncertain: "5 s", "1 min 20 s", "2 h 5 min". */
export function formatDuration(seconds: number): string {
  const whole = Math.max(0, Math.ceil(seconds))
  if (whole < 60) return `${whole} s`
  // Ten-second steps above a minute: a digit that flickers says nothing.
  const tens = Math.ceil(whole / 10) * 10
  if (tens < 3600) return tens % 60 === 0 ? `${tens / 60} min` : `${Math.floor(tens / 60)} min ${tens % 60} s`
  const minutes = Math.ceil(whole / 60)
  return minutes % 60 === 0 ? `${minutes / 60} h` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`
}

/** A share to whole percents that never rounds to certainty: 0.83 -> "83%", 0.998 -> "> 99%", 0.002 -> "< 1%". */
export function formatPercent(share: number): string {
  if (share > 0.995 && share < 1) return '> 99%'
  if (share < 0.005 && share > 0) return '< 1%'
  return `${Math.round(share * 100)}%`
}
