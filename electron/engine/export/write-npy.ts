import type { AppendBytes } from './write-file-whole.ts'

const MAGIC = '\u0093NUMPY'
/** NumPy aligns the data to this. */
const ALIGNMENT = 64
const ROWS_A_BATCH = 256

/**
 * Writes a table of whole numbers as NumPy's own form, version 1.0: little-endian int32, C order.
 * @param shape [rows, columns]
 * @param row the values of a row, int32 [columns]
 * @see https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html
 */
export async function writeNpy(
  append: AppendBytes,
  [rows, columns]: readonly [rows: number, columns: number],
  row: (index: number) => Int32Array,
): Promise<void> {
  await append(header(rows, columns))
  for (let start = 0; start < rows; start += ROWS_A_BATCH) {
    const count = Math.min(ROWS_A_BATCH, rows - start)
    const bytes = Buffer.alloc(count * columns * 4)
    for (let index = 0; index < count; index += 1)
      row(start + index).forEach((value, column) => bytes.writeInt32LE(value, (index * columns + column) * 4))
    await append(bytes)
  }
}

function header(rows: number, columns: number): Buffer {
  const description = `{'descr': '<i4', 'fortran_order': False, 'shape': (${rows}, ${columns}), }`
  const before = MAGIC.length + 4
  const padded = Math.ceil((before + description.length + 1) / ALIGNMENT) * ALIGNMENT - before
  const length = Buffer.alloc(2)
  length.writeUInt16LE(padded)
  return Buffer.concat([
    Buffer.from(MAGIC, 'latin1'),
    Buffer.from([1, 0]),
    length,
    Buffer.from(`${description.padEnd(padded - 1)}\n`, 'latin1'),
  ])
}
