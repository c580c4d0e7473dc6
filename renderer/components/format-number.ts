import { language } from '../words/words.ts'

/** Made once a language and style: making one takes longer than a thousand uses of it. */
const formats = new Map<string, Intl.NumberFormat>()

/** A number as the language that is shown writes it: 1234.5 -> "1,234.5" or "1.234,5". */
export function formatNumber(value: number, options: Intl.NumberFormatOptions = {}): string {
  const key = `${language.value} ${JSON.stringify(options)}`
  const format = formats.get(key) ?? new Intl.NumberFormat(language.value, options)
  formats.set(key, format)
  return format.format(value)
}
