import { isGtin } from '../../import/read-product-code.ts'

/** What sellers write before a number to say what it is. */
const NAME = /^(?:GTIN|EAN|UPC|JAN|ISBN)(?:-?1[0-4]|-?8)?(?:-A)?[\s:#.]*(?=\d)/u

/**
 * One spelling for a product code: letters upper case, separators dropped. A GTIN (GTIN-8, UPC-12, EAN-13) whose check digit
 * is right is filled up with zeros to 14 digits, so that one product's UPC and EAN meet, and an ISBN-10 becomes the GTIN
 * of its book. Digits with a wrong check digit are no GTIN: they may be a maker's own number, and are kept as they are, so
 * that they meet only the same digits.
 * @returns null for nothing, and for placeholders made of one character ("0000000000000", "---")
 */
export function normaliseCode(code: string | null): string | null {
  const plain = (code ?? '')
    .normalize('NFKC')
    .toUpperCase()
    .trim()
    .replace(NAME, '')
    .replace(/[^\p{L}\p{N}]/gu, '')
  if (new Set(plain).size < 2) return null
  if (isGtin(plain)) return plain.padStart(14, '0')
  return isIsbn10(plain) ? gtinOfIsbn10(plain) : plain
}

/** @see https://www.isbn-international.org - weights 10 to 1, X counts 10, the sum is a multiple of 11 */
function isIsbn10(code: string): boolean {
  if (!/^\d{9}[\dX]$/u.test(code)) return false
  let sum = 0
  for (let place = 0; place < 10; place += 1) {
    const digit = code[place] === 'X' ? 10 : Number(code[place])
    sum += digit * (10 - place)
  }
  return sum % 11 === 0
}

function gtinOfIsbn10(code: string): string {
  const body = `0978${code.slice(0, 9)}`
  const last = Array.from({ length: 10 }, (_, digit) => `${body}${digit}`).find(isGtin)
  return last ?? code
}
