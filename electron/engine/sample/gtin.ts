/**
 * The check digit of a GTIN-13.
 * @param digits the first 12 digits
 * @see https://www.gs1.org/services/how-calculate-check-digit-manually
 */
export function gtinCheckDigit(digits: string): string {
  const sum = Array.from(digits).reduce(
    (total, digit, at) => total + Number(digit) * (at % 2 === 0 ? 1 : 3),
    0,
  )
  return String((10 - (sum % 10)) % 10)
}

/**
 * A GTIN-13 that can be nobody's: the prefixes 200-299 are kept for use inside a shop.
 * @param product 0..99999; another product gets another code
 * @param salt 0..9999
 */
export function sampleGtin(product: number, salt: number): string {
  const digits = `200${String(salt).padStart(4, '0')}${String(product).padStart(5, '0')}`
  return digits + gtinCheckDigit(digits)
}
