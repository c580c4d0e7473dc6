/** How a filter weighs a neighbour `distance` pixels away, and how far it reaches, in pixels of the smaller scale. */
export interface ResampleFilter {
  readonly name: string
  readonly radius: number
  readonly weigh: (distance: number) => number
}

export const bilinear: ResampleFilter = {
  name: 'bilinear',
  radius: 1,
  weigh: (distance) => Math.max(0, 1 - Math.abs(distance)),
}

/** The cubic of Keys with a = -0.5, as Pillow has it; OpenCV and PyTorch's own tensors take -0.75. */
export const bicubic: ResampleFilter = {
  name: 'bicubic',
  radius: 2,
  weigh: (signed) => {
    const distance = Math.abs(signed)
    if (distance < 1) return (1.5 * distance - 2.5) * distance * distance + 1
    if (distance < 2) return (((distance - 5) * distance + 8) * distance - 4) * -0.5
    return 0
  },
}

export const lanczos: ResampleFilter = {
  name: 'lanczos',
  radius: 3,
  weigh: (distance) => (distance >= -3 && distance < 3 ? sinc(distance) * sinc(distance / 3) : 0),
}

function sinc(value: number): number {
  return value === 0 ? 1 : Math.sin(value * Math.PI) / (value * Math.PI)
}

/** Part of the output positions: all that is computed where only the middle of a picture is wanted. */
export interface Span {
  readonly from: number
  readonly length: number
}

/** What each output position of a span takes from the input, one entry a position. */
export interface WeightTable {
  /** First input position. */
  readonly first: Int32Array
  /** How many input positions from there on. */
  readonly count: Int32Array
  /** `stride` fixed-point weights a position, zero past `count`. */
  readonly weights: Int32Array
  /** A multiple of four, because the kernel takes four weights at a time. */
  readonly stride: number
}

/** 32 bits less 8 of the sample and 2 of headroom, as in Pillow: sums of weighted samples stay within an int32. */
const WEIGHT_BITS = 22

const tables = new Map<string, WeightTable>()
/** A catalogue has few picture sizes; one with thousands must not keep a table for each. */
const TABLES_KEPT = 256

/**
 * The weights that reduce or enlarge `inputSize` positions to `outputSize`, for a span of the latter; made once for
 * each of them.
 */
export function weightTable(
  inputSize: number,
  outputSize: number,
  filter: ResampleFilter,
  span: Span = { from: 0, length: outputSize },
): WeightTable {
  const key = `${filter.name} ${inputSize} ${outputSize} ${span.from} ${span.length}`
  const known = tables.get(key)
  if (known !== undefined) return known
  if (tables.size >= TABLES_KEPT) tables.clear()
  const made = makeWeightTable(inputSize, outputSize, filter, span)
  tables.set(key, made)
  return made
}

function makeWeightTable(
  inputSize: number,
  outputSize: number,
  filter: ResampleFilter,
  span: Span,
): WeightTable {
  const scale = inputSize / outputSize
  const widening = Math.max(scale, 1)
  const reach = filter.radius * widening
  const stride = Math.ceil((Math.ceil(reach) * 2 + 1) / 4) * 4
  const first = new Int32Array(span.length)
  const count = new Int32Array(span.length)
  const weights = new Int32Array(span.length * stride)
  // Pillow multiplies by the reciprocal; dividing instead would round some weights differently.
  const narrowing = 1 / widening
  for (let position = 0; position < span.length; position++) {
    const center = (span.from + position + 0.5) * scale
    const from = Math.max(0, Math.trunc(center - reach + 0.5))
    const taps = Math.min(inputSize, Math.trunc(center + reach + 0.5)) - from
    const exact = Array.from({ length: taps }, (_, tap) =>
      filter.weigh((tap + from - center + 0.5) * narrowing),
    )
    const sum = exact.reduce((total, weight) => total + weight, 0)
    first[position] = from
    count[position] = taps
    for (const [tap, weight] of exact.entries()) {
      const scaled = (weight / sum) * (1 << WEIGHT_BITS)
      weights[position * stride + tap] = Math.trunc(scaled < 0 ? scaled - 0.5 : scaled + 0.5)
    }
  }
  return { first, count, weights, stride }
}
