/** Most cells: nothing in them can be changed by normalisation. */
const PRINTABLE_ASCII = /^[ -~]*$/

/**
 * A cell as text to keep: trimmed, Unicode NFC, without NUL characters and lone surrogates, which no database keeps.
 * @returns null when nothing is left
 */
export function cleanCell(cell: string): string | null {
  const trimmed = cell.trim()
  const text = PRINTABLE_ASCII.test(trimmed)
    ? trimmed
    : trimmed.replaceAll('\0', '').toWellFormed().normalize('NFC').trim()
  return text === '' ? null : text
}
