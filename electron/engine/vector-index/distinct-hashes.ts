/** The different 64-bit hashes of a list, numbered by first appearance, and the rows that have each. */
export interface DistinctHashes {
  readonly count: number
  /** int32 [count]: the first and the last 32 bits */
  readonly high: Int32Array
  readonly low: Int32Array
  /** uint32 [rows]: number of the row's hash */
  readonly hashOfRow: Uint32Array
  /** Rows of hash `h`, ascending: `rows[rowOffsets[h]]` to `rows[rowOffsets[h + 1] - 1]` */
  readonly rowOffsets: Uint32Array
  readonly rows: Uint32Array
}

/**
 * @param hashes uint8 [rows * 8], most significant byte first
 * @throws RangeError if the array is not a whole number of hashes
 */
export function collapseHashes(hashes: Uint8Array): DistinctHashes {
  if (hashes.length % 8 !== 0) {
    throw new RangeError(
      `Expected hashes of 8 bytes but received ${hashes.length} bytes, not a multiple of 8`,
    )
  }
  const rowCount = hashes.length / 8
  const view = new DataView(hashes.buffer, hashes.byteOffset, hashes.byteLength)
  const high = new Int32Array(rowCount)
  const low = new Int32Array(rowCount)
  const hashOfRow = new Uint32Array(rowCount)
  const rowCounts = new Uint32Array(rowCount)
  const numbers = new Map<bigint, number>()
  for (let row = 0; row < rowCount; row += 1) {
    const key = view.getBigUint64(row * 8)
    let number = numbers.get(key)
    if (number === undefined) {
      number = numbers.size
      numbers.set(key, number)
      high[number] = view.getInt32(row * 8)
      low[number] = view.getInt32(row * 8 + 4)
    }
    hashOfRow[row] = number
    rowCounts[number] = (rowCounts[number] ?? 0) + 1
  }
  const count = numbers.size
  const rowOffsets = new Uint32Array(count + 1)
  for (let number = 0; number < count; number += 1) {
    rowOffsets[number + 1] = (rowOffsets[number] ?? 0) + (rowCounts[number] ?? 0)
  }
  const next = rowOffsets.slice()
  const rows = new Uint32Array(rowCount)
  for (let row = 0; row < rowCount; row += 1) {
    const number = hashOfRow[row] ?? 0
    const place = next[number] ?? 0
    rows[place] = row
    next[number] = place + 1
  }
  return { count, high: high.slice(0, count), low: low.slice(0, count), hashOfRow, rowOffsets, rows }
}
