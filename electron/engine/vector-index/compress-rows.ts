/** Lists of numbers in compressed rows. */
export interface CompressedRows {
  /** uint32 [lists + 1]: where each list begins in `rows`. */
  readonly offsets: Uint32Array
  readonly rows: Uint32Array
}

export function compressRows(lists: readonly (readonly number[])[]): CompressedRows {
  const offsets = new Uint32Array(lists.length + 1)
  lists.forEach(({ length }, list) => (offsets[list + 1] = (offsets[list] ?? 0) + length))
  return { offsets, rows: Uint32Array.from(lists.flat()) }
}
