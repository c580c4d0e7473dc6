/** Letters that name a currency: an ISO code, what shops write instead, or letters before a sign as in "US$". */
const CURRENCY_WORDS = String.raw`[A-Z]{3}|(?i:kr|zł|kč|ft|lei|лв|руб|р|грн|ден|rs|rm|rp|r|tl|s?fr|euros?|eur|usd|gbp)\.?|[A-Z]{1,3}\$`
const CURRENCY = String.raw`(?:${CURRENCY_WORDS}|\p{Sc})`
const PRICE = new RegExp(
  String.raw`^(?:${CURRENCY}\s*){0,2}(\d[\d.,'’\s]*?)(?:[.,][-–—])?(?:\s*${CURRENCY}){0,2}$`,
  'u',
)
/** As programs write numbers: "12", "12.5", "0.125", "1e3". */
const PLAIN_NUMBER = /^(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?$/i

/**
 * A price as shops around the world write it: "12", "1.299,00 €", "$1,299.00", "1 299 kr", "CHF 1'299.-".
 *
 * Where "." and "," both occur the last one is the decimal mark. One of them alone before exactly three digits
 * separates thousands, except for a "." in a number without a currency, which is how programs write decimals.
 * @returns 0 or more, in the currency's main unit; null when it is no price, or a negative one, or a range
 */
export function parsePrice(text: string): number | null {
  const trimmed = text.trim()
  if (PLAIN_NUMBER.test(trimmed)) return finite(trimmed)
  const written = PRICE.exec(trimmed)?.[1]
  if (written === undefined) return null
  const digits = written.trim().replaceAll(/['’\s]+/g, ' ')
  const decimalAt = findDecimalMark(digits)
  const whole = decimalAt === -1 ? digits : digits.slice(0, decimalAt)
  const decimals = decimalAt === -1 ? '' : digits.slice(decimalAt + 1)
  if (!isWholeNumber(whole) || !/^\d*$/.test(decimals)) return null
  return finite(`${whole.replaceAll(/\D/g, '')}.${decimals}`)
}

/** Where the decimal mark is; -1 when there is none, or when the only marks separate thousands. */
function findDecimalMark(digits: string): number {
  const lastDot = digits.lastIndexOf('.')
  const lastComma = digits.lastIndexOf(',')
  const at = Math.max(lastDot, lastComma)
  if (at === -1 || Math.min(lastDot, lastComma) !== -1) return at
  const isRepeated = digits.indexOf(digits.charAt(at)) !== at
  const separatesThousands = /^[1-9]\d{0,2}.\d{3}$/.test(digits)
  return isRepeated || separatesThousands ? -1 : at
}

/** Digits alone, or groups of three (in India: of two before the last three) parted by one kind of separator. */
function isWholeNumber(whole: string): boolean {
  return /^\d+$/.test(whole) || /^\d{1,3}([., ])(?:\d{2,3}\1)*\d{3}$/.test(whole)
}

function finite(text: string): number | null {
  const value = Number(text)
  return Number.isFinite(value) ? value : null
}
