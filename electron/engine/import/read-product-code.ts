const GTIN_LENGTHS: ReadonlySet<number> = new Set([8, 12, 13, 14])

interface ProductCode {
  readonly code: string | null
  /** What is wrong with it, in words that follow the code; null when nothing is. */
  readonly fault: string | null
}

/**
 * A product code from its cell: a GTIN (EAN, UPC) as digits alone, any other code, such as a model number, as it is.
 * What no longer tells products apart (all zeros, a number that a spreadsheet has rounded) is no code.
 * @param text a cleaned cell
 * @param column its column: among model numbers a number of 8 digits is no mistaken GTIN
 */
export function readProductCode(text: string, column: string): ProductCode {
  if (/^\d(?:[.,]\d+)?e\+?\d+$/i.test(text)) {
    return { code: null, fault: 'was rounded by a spreadsheet, so that its last digits are lost' }
  }
  // Programs that read the column as numbers write 4006381333931.0.
  const digits = text.replaceAll(/[\s-]/g, '').replace(/\.0$/, '')
  if (/^0+$/.test(digits)) return { code: null, fault: 'stands for no product' }
  if (!hasGtinLength(digits)) return { code: text, fault: null }
  if (hasGtinCheckDigit(digits)) return { code: digits, fault: null }
  const isMeantAsGtin = /^\d+$/.test(text) && !/model|mpn/i.test(column)
  return { code: text, fault: isMeantAsGtin ? 'has the length of a GTIN but a wrong check digit' : null }
}

/** Whether a text is a GTIN (GTIN-8, UPC-12, EAN-13, GTIN-14): as many digits, and the last is right. */
export function isGtin(text: string): boolean {
  return hasGtinLength(text) && hasGtinCheckDigit(text)
}

/** Whether a text has as many digits as a GTIN, whatever the last one says. */
export function hasGtinLength(text: string): boolean {
  return GTIN_LENGTHS.has(text.length) && /^\d+$/.test(text)
}

/**
 * Whether the last digit is the check digit of those before it.
 * @param digits 8, 12, 13 or 14 decimal digits
 * @see https://www.gs1.org/services/how-calculate-check-digit-manually
 */
function hasGtinCheckDigit(digits: string): boolean {
  let sum = 0
  for (let fromEnd = 0; fromEnd < digits.length; fromEnd++) {
    const digit = digits.charCodeAt(digits.length - 1 - fromEnd) - 48
    sum += fromEnd % 2 === 0 ? digit : digit * 3
  }
  return sum % 10 === 0
}
