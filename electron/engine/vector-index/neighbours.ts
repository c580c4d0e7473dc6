/** The nearest other rows of every row, in compressed rows: those of row `i` lie at `offsets[i]` to `offsets[i + 1]`. */
export interface Neighbours {
  /** uint32 [rows + 1] */
  readonly offsets: Uint32Array
  /** uint32: row numbers, nearest first, ties by row; a row is never its own neighbour */
  readonly rows: Uint32Array
  /** float32, beside `rows`, in the metric's own unit (cosine distance 0..2, differing bits 0..64) */
  readonly distances: Float32Array
}
