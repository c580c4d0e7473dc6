import type { GraphBuilder, Value } from '../graph/graph-builder.ts'
import type { GraphWeights } from '../graph/graph-weights.ts'
import { add, linear, reshape, softmax, transpose } from '../graph/layers.ts'
import { type AttentionShape, attend } from './attention.ts'

/** A projection of `width` features to as many. */
type Projection = (name: string, input: Value) => Value

function projections(graph: GraphBuilder, weights: GraphWeights, width: number): Projection {
  return (name, input) => linear(graph, weights.scope(`${name}.`), input, width, width)
}

/** The encoder's: positions are added to what queries and keys are made of. */
export function encoderAttention(
  graph: GraphBuilder,
  weights: GraphWeights,
  shape: AttentionShape,
  input: Value,
  positions: Value,
): Value {
  const project = projections(graph, weights, shape.width)
  const placed = add(graph, input, positions)
  const query = project('q_proj', placed)
  const key = project('k_proj', placed)
  const seen = attend(graph, query, key, project('v_proj', input), shape)
  return projectOut(graph, weights, shape.width, seen)
}

/** The decoder's among its queries: content and position have a projection each, and are added. */
export function decoderSelfAttention(
  graph: GraphBuilder,
  layer: GraphWeights,
  shape: AttentionShape,
  input: Value,
  positions: Value,
): Value {
  const project = decoderProjections(graph, layer, 'self_attn', shape.width)
  const query = add(graph, project('q_content_proj', input), project('q_pos_proj', positions))
  const key = add(graph, project('k_content_proj', input), project('k_pos_proj', positions))
  const seen = attend(graph, query, key, project('v_proj', input), shape)
  return projectOut(graph, layer.scope('self_attn.'), shape.width, seen)
}

export interface CrossAttentionInputs {
  /** float32 [1, queries, width] */
  readonly queries: Value
  /** Positions of the queries' content, in the first layer only, which adds the cells' to the keys' content too. */
  readonly queryPositions: Value | null
  /** float32 [1, queries, width]: where the queries look. */
  readonly queryPoints: Value
  /** float32 [1, cells, width] */
  readonly cells: Value
  /** float32 [1, cells, width] */
  readonly cellPositions: Value
}

/** The decoder's over the feature map: content and position lie side by side in each head. */
export function decoderCrossAttention(
  graph: GraphBuilder,
  layer: GraphWeights,
  shape: AttentionShape,
  inputs: CrossAttentionInputs,
): Value {
  const project = decoderProjections(graph, layer, 'encoder_attn', shape.width)
  const keyPlace = project('k_pos_proj', inputs.cellPositions)
  let query = project('q_content_proj', inputs.queries)
  let key = project('k_content_proj', inputs.cells)
  if (inputs.queryPositions !== null) {
    query = add(graph, query, project('q_pos_proj', inputs.queryPositions))
    key = add(graph, key, keyPlace)
  }
  const queryPlace = project('q_pos_sine_proj', inputs.queryPoints)
  const value = project('v_proj', inputs.cells)
  const seen = attendSideBySide(graph, { query, queryPlace, key, keyPlace, value }, shape)
  return projectOut(graph, layer.scope('encoder_attn.'), shape.width, seen)
}

/** As `attend`, with queries and keys of twice the features: each head sees its part of content and of place. */
function attendSideBySide(
  graph: GraphBuilder,
  parts: Readonly<Record<'query' | 'queryPlace' | 'key' | 'keyPlace' | 'value', Value>>,
  { width, heads }: AttentionShape,
): Value {
  const inHeads = (value: Value): Value => reshape(graph, value, [0, 0, heads, width / heads])
  const beside = (content: Value, place: Value): Value =>
    graph.node('Concat', [inHeads(content), inHeads(place)], { axis: 3 })
  const scale = graph.floats([((2 * width) / heads) ** -0.5], [])
  const query = graph.node('Mul', [beside(parts.query, parts.queryPlace), scale])
  const key = beside(parts.key, parts.keyPlace)
  const scores = graph.node('MatMul', [
    transpose(graph, query, [0, 2, 1, 3]),
    transpose(graph, key, [0, 2, 3, 1]),
  ])
  const mixed = graph.node('MatMul', [
    softmax(graph, scores),
    transpose(graph, inHeads(parts.value), [0, 2, 1, 3]),
  ])
  return reshape(graph, transpose(graph, mixed, [0, 2, 1, 3]), [0, 0, width])
}

/**
 * The projections of a decoder layer by the names that transformers 5 gives them, which has them inside the attention
 * ("self_attn.q_content_proj"). The published checkpoints have them beside it ("sa_qcontent_proj").
 */
function decoderProjections(
  graph: GraphBuilder,
  layer: GraphWeights,
  attention: 'self_attn' | 'encoder_attn',
  width: number,
): Projection {
  const inside = layer.scope(`${attention}.`)
  if (inside.has('v_proj.weight')) return projections(graph, inside, width)
  const prefix = attention === 'self_attn' ? 'sa' : 'ca'
  const project = projections(graph, layer, width)
  return (name, input) => project(`${prefix}_${name.replace(/^([qk])_(content|pos)_/u, '$1$2_')}`, input)
}

/** The way out of an attention, o_proj since transformers 5. */
function projectOut(graph: GraphBuilder, attention: GraphWeights, width: number, seen: Value): Value {
  const name = attention.has('o_proj.weight') ? 'o_proj' : 'out_proj'
  return projections(graph, attention, width)(name, seen)
}
