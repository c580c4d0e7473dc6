/**
 * The header's cells as names that can tell the columns apart: trimmed, Unicode NFC, without a byte order mark; one
 * without a name is "column 3", a second one of a name is "name (2)".
 */
export function columnNames(header: readonly string[]): string[] {
  const taken = new Set<string>()
  return header.map((cell, index) => {
    const written = cell
      .replaceAll(/[\uFEFF\0]/g, '')
      .trim()
      .toWellFormed()
      .normalize('NFC')
    const name = written === '' ? `column ${index + 1}` : written
    let unique = name
    for (let copy = 2; taken.has(unique); copy++) unique = `${name} (${copy})`
    taken.add(unique)
    return unique
  })
}
