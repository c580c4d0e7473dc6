/**
 * Bicubic resizing of one axis as a matrix [to, from], as torch.nn.functional.interpolate (align_corners=False) does it.
 * @param antialias as PyTorch's: the filter widens with the reduction, and is Catmull-Rom (a = -0.5) instead of a = -0.75
 * @returns row-major; every row sums to 1
 * @see ATen/native/UpSample.h and ATen/native/cpu/UpSampleKernel.cpp of PyTorch
 */
export function bicubicMatrix(from: number, to: number, antialias: boolean): readonly number[] {
  const row = antialias ? antialiasedRow : sampledRow
  return Array.from({ length: to }, (_, index) => row(from, from / to, index)).flat()
}

/** Four neighbours around the point; those beyond the edge are the edge's own. */
function sampledRow(from: number, scale: number, index: number): number[] {
  const point = (index + 0.5) * scale - 0.5
  const row = Array.from({ length: from }, () => 0)
  const first = Math.floor(point) - 1
  for (let neighbour = first; neighbour < first + 4; neighbour++) {
    const place = Math.min(Math.max(neighbour, 0), from - 1)
    row[place] = (row[place] ?? 0) + cubic(point - neighbour, -0.75)
  }
  return row
}

/** Everything below the widened filter, scaled to the sum of 1; what lies beyond the edge is left out. */
function antialiasedRow(from: number, scale: number, index: number): number[] {
  const stretch = Math.max(scale, 1)
  const centre = (index + 0.5) * scale
  const first = Math.max(Math.floor(centre - 2 * stretch + 0.5), 0)
  const end = Math.min(Math.floor(centre + 2 * stretch + 0.5), from)
  const row = Array.from({ length: from }, (_, place) =>
    place < first || place >= end ? 0 : cubic((place + 0.5 - centre) / stretch, -0.5),
  )
  const sum = row.reduce((total, weight) => total + weight, 0)
  return row.map((weight) => weight / sum)
}

/** Keys' cubic convolution kernel. */
function cubic(distance: number, a: number): number {
  const x = Math.abs(distance)
  if (x <= 1) return ((a + 2) * x - (a + 3)) * x * x + 1
  return x < 2 ? ((x - 5) * x + 8) * x * a - 4 * a : 0
}
