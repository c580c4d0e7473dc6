/** One value a pixel, row by row. */
export interface Plane {
  readonly width: number
  readonly height: number
  readonly data: Float32Array
}

export function emptyPlane(width: number, height: number): Plane {
  return { width, height, data: new Float32Array(width * height) }
}

/** Rec. 709 luma, 0..255, of RGBA pixels. */
export function lumaPlane({ width, height, data }: Pixels): Plane {
  const luma = emptyPlane(width, height)
  for (let pixel = 0; pixel < luma.data.length; pixel += 1) {
    const at = pixel * 4
    luma.data[pixel] = 0.2126 * (data[at] ?? 0) + 0.7152 * (data[at + 1] ?? 0) + 0.0722 * (data[at + 2] ?? 0)
  }
  return luma
}

/** RGBA, four bytes a pixel, as a canvas gives them. */
export interface Pixels {
  readonly width: number
  readonly height: number
  readonly data: Uint8ClampedArray
}

/** The plane at another size: each pixel is the mean of what it covers, so that nothing fine turns into noise. */
export function resizePlane(plane: Plane, width: number, height: number): Plane {
  const across = resizeRows(plane, width)
  return turnPlane(resizeRows(turnPlane(across), height))
}

function resizeRows({ width, height, data }: Plane, target: number): Plane {
  const resized = emptyPlane(target, height)
  const step = width / target
  for (let x = 0; x < target; x += 1) {
    // At least one pixel wide: enlarged, it is the mean of the two that it lies between.
    const middle = (x + 0.5) * step
    const from = Math.max(0, middle - Math.max(step, 1) / 2)
    const to = Math.min(width, middle + Math.max(step, 1) / 2)
    for (let y = 0; y < height; y += 1) {
      let sum = 0
      for (let at = Math.floor(from); at < to; at += 1) {
        const share = Math.min(to, at + 1) - Math.max(from, at)
        sum += share * (data[y * width + at] ?? 0)
      }
      resized.data[y * target + x] = sum / (to - from)
    }
  }
  return resized
}

/** Rows become columns. */
function turnPlane({ width, height, data }: Plane): Plane {
  const turned = emptyPlane(height, width)
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) turned.data[x * height + y] = data[y * width + x] ?? 0
  }
  return turned
}

/** What is at the right comes to the left. */
export function mirrorPlane({ width, height, data }: Plane): Plane {
  const mirrored = emptyPlane(width, height)
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) mirrored.data[y * width + x] = data[y * width + width - 1 - x] ?? 0
  }
  return mirrored
}

/** Mean of the square around each pixel, as far as it lies in the plane. */
export function blurPlane(plane: Plane, radius: number): Plane {
  return blurColumns(blurRows(plane, radius), radius)
}

function blurRows({ width, height, data }: Plane, radius: number): Plane {
  const blurred = emptyPlane(width, height)
  for (let y = 0; y < height; y += 1) {
    const row = y * width
    let sum = 0
    for (let x = 0; x < Math.min(radius, width); x += 1) sum += data[row + x] ?? 0
    for (let x = 0; x < width; x += 1) {
      if (x + radius < width) sum += data[row + x + radius] ?? 0
      if (x - radius - 1 >= 0) sum -= data[row + x - radius - 1] ?? 0
      blurred.data[row + x] = sum / spanAround(x, width, radius)
    }
  }
  return blurred
}

/** All columns at once, row by row: memory is read in its order. */
function blurColumns({ width, height, data }: Plane, radius: number): Plane {
  const blurred = emptyPlane(width, height)
  const sums = new Float64Array(width)
  const add = (row: number, sign: 1 | -1): void => {
    if (row < 0 || row >= height) return
    for (let x = 0; x < width; x += 1) sums[x] = (sums[x] ?? 0) + sign * (data[row * width + x] ?? 0)
  }
  for (let y = 0; y < radius; y += 1) add(y, 1)
  for (let y = 0; y < height; y += 1) {
    add(y + radius, 1)
    add(y - radius - 1, -1)
    const span = spanAround(y, height, radius)
    for (let x = 0; x < width; x += 1) blurred.data[y * width + x] = (sums[x] ?? 0) / span
  }
  return blurred
}

function spanAround(at: number, length: number, radius: number): number {
  return Math.min(length - 1, at + radius) - Math.max(0, at - radius) + 1
}

/** Edges and texture without brightness: what is left when the surroundings are taken away. */
export function detailPlane(plane: Plane): Plane {
  const fine = blurPlane(plane, 1)
  const coarse = blurPlane(blurPlane(plane, 3), 3)
  const detail = emptyPlane(plane.width, plane.height)
  for (let at = 0; at < detail.data.length; at += 1)
    detail.data[at] = (fine.data[at] ?? 0) - (coarse.data[at] ?? 0)
  return detail
}
