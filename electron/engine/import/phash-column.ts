/** Hexadecimal digits of a 64-bit hash. */
const DIGITS = /^[0-9a-f]{16}$/i

/** The column that holds perceptual hashes of the pictures, by its name in any case and punctuation; null for none. */
export function findPhashColumn(columns: readonly string[]): string | null {
  const names = new Set(['imagephash', 'phash'])
  return columns.find((column) => names.has(column.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, ''))) ?? null
}

/**
 * A perceptual hash as imagehash prints it: 16 hexadecimal digits, most significant bit first.
 * @returns 8 bytes; null when it is no such hash
 */
export function readPhash(text: string): Uint8Array | null {
  return DIGITS.test(text) ? Uint8Array.from(Buffer.from(text, 'hex')) : null
}
