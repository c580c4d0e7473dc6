/** Tokens in rows and columns; their numbers go row by row. */
export interface Grid {
  readonly rows: number
  readonly columns: number
}

/** Which tokens stand in which window. */
export interface WindowPlan {
  readonly windows: number
  /** For each place of each window, row by row: its token; `rows * columns`, one beyond the last, where there is none. */
  readonly gather: readonly number[]
  /** For each token: the place of the windows where it stands. */
  readonly scatter: readonly number[]
  /**
   * For each place, the number of its region; a token sees those of its own region only, since a shifted window holds
   * tokens from opposite edges of the picture. null: every window is one region.
   */
  readonly regions: readonly number[] | null
}

/**
 * Cuts a grid into square windows, after rolling it up and left by `shift`. The grid is padded below and on the right to
 * whole windows.
 * @param window edge of a window, in tokens
 * @see https://arxiv.org/abs/2103.14030 figures 2 and 4; transformers, SwinLayer of models/swin/modeling_swin.py
 */
export function planWindows({ rows, columns }: Grid, window: number, shift: number): WindowPlan {
  const down = Math.ceil(rows / window)
  const across = Math.ceil(columns / window)
  const height = down * window
  const width = across * window
  const places = Array.from({ length: height * width }, (_, place) => {
    const inside = place % (window * window)
    const number = (place - inside) / (window * window)
    const y = Math.floor(number / across) * window + Math.floor(inside / window)
    const x = (number % across) * window + (inside % window)
    return { y, x, row: (y + shift) % height, column: (x + shift) % width }
  })
  const gather = places.map(({ row, column }) =>
    row < rows && column < columns ? row * columns + column : rows * columns,
  )
  const scatter = Array.from({ length: rows * columns }, () => 0)
  gather.forEach((token, place) => {
    if (token < scatter.length) scatter[token] = place
  })
  const region = (at: number, edge: number): number =>
    Number(at >= edge - window) + Number(at >= edge - shift)
  const regions = places.map(({ y, x }) => region(y, height) * 3 + region(x, width))
  return { windows: down * across, gather, scatter, regions: shift === 0 ? null : regions }
}

/**
 * Tokens of each 2 x 2 square, column by column, so that four rows of C features become one of 4 C.
 * @returns for squares row by row; `rows * columns` where the grid ends before the square does
 */
export function planMerging({ rows, columns }: Grid): readonly number[] {
  const across = Math.ceil(columns / 2)
  return Array.from({ length: Math.ceil(rows / 2) * across * 4 }, (_, place) => {
    const square = Math.floor(place / 4)
    const row = Math.floor(square / across) * 2 + (place % 2)
    const column = (square % across) * 2 + Math.floor((place % 4) / 2)
    return row < rows && column < columns ? row * columns + column : rows * columns
  })
}

/**
 * For each pair of places in a window, the row of the table of relative positions.
 * @returns [window^2, window^2], row-major
 */
export function relativePositionIndex(window: number): readonly number[] {
  const places = Array.from({ length: window * window }, (_, place) => [
    Math.floor(place / window),
    place % window,
  ])
  return places.flatMap(([y = 0, x = 0]) =>
    places.map(
      ([otherY = 0, otherX = 0]) => (y - otherY + window - 1) * (2 * window - 1) + (x - otherX + window - 1),
    ),
  )
}
