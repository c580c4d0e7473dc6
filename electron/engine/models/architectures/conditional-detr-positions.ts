import type { GraphBuilder, Value } from '../graph/graph-builder.ts'
import { reshape, transpose } from '../graph/layers.ts'

/** Published Conditional DETRs have no other. */
const TEMPERATURE = 10_000
const FULL_TURN = 2 * Math.PI

/**
 * Sine and cosine, by turns, of an angle at falling frequencies.
 * @param angles float32 [1, L, 1], in radians
 * @param features an even number
 * @returns float32 [1, L, features]
 */
function sinesAndCosines(graph: GraphBuilder, angles: Value, features: number): Value {
  const periods = Array.from({ length: features / 2 }, (_, index) => TEMPERATURE ** ((2 * index) / features))
  const slowed = graph.node('Div', [angles, graph.floats(periods)])
  const last = graph.integers([3])
  const pair = [graph.node('Sin', [slowed]), graph.node('Cos', [slowed])].map((value) =>
    graph.node('Unsqueeze', [value, last]),
  )
  return reshape(graph, graph.node('Concat', pair, { axis: 3 }), [1, -1, features])
}

/** Where each cell of one axis lies, 1 ... `length` as parts of a full turn: float32 [1, length, 1]. */
function anglesAlong(graph: GraphBuilder, length: Value): Value {
  const one = graph.integers([1], [])
  const cells = graph.node('Range', [one, graph.node('Add', [length, one]), one])
  const edge = graph.node('Add', [graph.node('Cast', [length], { to: 1 }), graph.floats([1e-6], [])])
  const parts = graph.node('Div', [graph.node('Cast', [cells], { to: 1 }), edge])
  const angles = graph.node('Mul', [parts, graph.floats([FULL_TURN], [])])
  return graph.node('Unsqueeze', [angles, graph.integers([0, 2])])
}

/**
 * The position of every cell of a feature map, for a picture without padding.
 * @param featureMap float32 [1, C, h, w] of any h and w
 * @param features of each position; a multiple of 4
 * @returns float32 [1, h * w, features]: the row's half, then the column's
 * @see ConditionalDetrSinePositionEmbedding of transformers, with normalize=True
 */
export function cellPositions(graph: GraphBuilder, featureMap: Value, features: number): Value {
  const shape = graph.node('Shape', [featureMap])
  const [height, width] = [2, 3].map((axis) =>
    graph.node('Gather', [shape, graph.integers([axis], [])], { axis: 0 }),
  )
  if (height === undefined || width === undefined) throw new RangeError('Expected two axes')
  const half = features / 2
  const size = graph.node('Slice', [shape, graph.integers([2]), graph.integers([4])])
  const grid = graph.node('Concat', [size, graph.integers([half])], { axis: 0 })
  // [1, w, half] is a row for every row; [1, h, half] must first become [h, 1, half].
  const columns = sinesAndCosines(graph, anglesAlong(graph, width), half)
  const rows = sinesAndCosines(graph, anglesAlong(graph, height), half)
  const everywhere = [transpose(graph, rows, [1, 0, 2]), columns].map((value) =>
    graph.node('Expand', [value, grid]),
  )
  return reshape(graph, graph.node('Concat', everywhere, { axis: 2 }), [1, -1, features])
}

/**
 * Points of the picture in the same terms as {@link cellPositions}.
 * @param points float32 [1, L, 2]: x, y, 0..1
 * @returns float32 [1, L, features]: y's half, then x's
 * @see encode_sinusoidal_position_embedding of transformers
 */
export function pointPositions(graph: GraphBuilder, points: Value, features: number): Value {
  const angles = graph.node('Mul', [points, graph.floats([FULL_TURN], [])])
  const coordinates = graph.nodes('Split', [angles, graph.integers([1, 1])], { axis: 2 }, 2)
  const halves = coordinates.map((coordinate) => sinesAndCosines(graph, coordinate, features / 2))
  return graph.node('Concat', halves.toReversed(), { axis: 2 })
}
