/** A square of complex numbers, row by row. */
export interface ComplexSquare {
  /** A power of two. */
  readonly edge: number
  readonly real: Float64Array
  readonly imaginary: Float64Array
}

export function complexSquare(edge: number): ComplexSquare {
  return { edge, real: new Float64Array(edge * edge), imaginary: new Float64Array(edge * edge) }
}

/** Fourier transform in place; backwards without dividing by the number of values. */
export function transform(square: ComplexSquare, direction: 'forward' | 'back'): void {
  const { edge, real, imaginary } = square
  const turns = turnsOf(edge, direction === 'forward' ? -1 : 1)
  for (let row = 0; row < edge; row += 1) transformLine(real, imaginary, row * edge, 1, edge, turns)
  for (let column = 0; column < edge; column += 1) transformLine(real, imaginary, column, edge, edge, turns)
}

/** Cosine and sine of every share of a turn that a line of this length needs. */
interface Turns {
  readonly cos: Float64Array
  readonly sin: Float64Array
}

function turnsOf(edge: number, sign: 1 | -1): Turns {
  const angles = Float64Array.from({ length: edge / 2 }, (_, k) => (sign * 2 * Math.PI * k) / edge)
  return { cos: angles.map(Math.cos), sin: angles.map(Math.sin) }
}

/** Radix-2, decimation in time (Cooley and Tukey, 1965). */
function transformLine(
  real: Float64Array,
  imaginary: Float64Array,
  start: number,
  stride: number,
  length: number,
  turns: Turns,
): void {
  reverseBits(real, imaginary, start, stride, length)
  for (let size = 2; size <= length; size *= 2) {
    const half = size / 2
    for (let k = 0; k < half; k += 1) {
      const cos = turns.cos[(k * length) / size] ?? 1
      const sin = turns.sin[(k * length) / size] ?? 0
      for (let block = 0; block < length; block += size) {
        const a = start + (block + k) * stride
        const b = a + half * stride
        const br = real[b] ?? 0
        const bi = imaginary[b] ?? 0
        const turnedReal = br * cos - bi * sin
        const turnedImaginary = br * sin + bi * cos
        real[b] = (real[a] ?? 0) - turnedReal
        imaginary[b] = (imaginary[a] ?? 0) - turnedImaginary
        real[a] = (real[a] ?? 0) + turnedReal
        imaginary[a] = (imaginary[a] ?? 0) + turnedImaginary
      }
    }
  }
}

function reverseBits(
  real: Float64Array,
  imaginary: Float64Array,
  start: number,
  stride: number,
  length: number,
): void {
  let reversed = 0
  for (let index = 0; index < length; index += 1) {
    if (index < reversed) {
      const [a, b] = [start + index * stride, start + reversed * stride]
      const [ar, ai] = [real[a] ?? 0, imaginary[a] ?? 0]
      real[a] = real[b] ?? 0
      imaginary[a] = imaginary[b] ?? 0
      real[b] = ar
      imaginary[b] = ai
    }
    let bit = length / 2
    while (bit >= 1 && reversed >= bit) {
      reversed -= bit
      bit /= 2
    }
    reversed += bit
  }
}
