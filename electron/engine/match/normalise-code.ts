/**
 * One spelling for a product code: letters upper case, separators dropped; GTIN-8, UPC-12 and EAN-13 filled up with zeros
 * to the 14 digits of a GTIN, so that one product's UPC and EAN meet.
 * @returns null for nothing, and for placeholders made of one character ("0000000000000", "---")
 */
export function normaliseCode(code: string | null): string | null {
  const plain = (code ?? '')
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^\p{L}\p{N}]/gu, '')
  if (new Set(plain).size < 2) return null
  return /^(?:\d{8}|\d{12,14})$/u.test(plain) ? plain.padStart(14, '0') : plain
}
