import type { GraphBuilder, Value } from '../graph/graph-builder.ts'
import type { GraphWeights } from '../graph/graph-weights.ts'
import { add } from '../graph/layers.ts'
import type { BertConfig, BertPositions } from './bert-config.ts'
import { embed, textLayerNorm, type TextInputs } from './text-tower.ts'

/** ONNX's number for int64. */
const INT64 = 7

/** Words, positions and token types of a text, added up and normalised: float32 [N, T, width]. */
export function bertEmbeddings(
  graph: GraphBuilder,
  weights: GraphWeights,
  config: BertConfig,
  inputs: TextInputs,
): Value {
  const { width } = config
  let sum = embed(graph, weights.scope('word_embeddings.'), inputs.ids, config.vocabulary, width)
  if (config.tokenTypes > 0) sum = add(graph, sum, tokenTypes(graph, weights, config, inputs))
  const numbers = positionNumbers(graph, config.positions, inputs.ids)
  if (numbers === null) {
    // A BERT that was loaded with Jina's config.json has a table of positions that it never used.
    weights.ignore('position_embeddings.weight')
  } else {
    const table = weights.scope('position_embeddings.')
    sum = add(graph, sum, embed(graph, table, numbers, config.positions.count, width))
  }
  weights.ignore('position_ids')
  weights.ignore('token_type_ids')
  return textLayerNorm(graph, weights.scope('LayerNorm.'), sum, width, config.epsilon)
}

function tokenTypes(
  graph: GraphBuilder,
  weights: GraphWeights,
  config: BertConfig,
  inputs: TextInputs,
): Value {
  const types = inputs.tokenTypes ?? graph.integers([0], [])
  return embed(graph, weights.scope('token_type_embeddings.'), types, config.tokenTypes, config.width)
}

/** int64 [T], or [N, T] where they depend on the padding; null: there are none. */
function positionNumbers(graph: GraphBuilder, positions: BertPositions, ids: Value): Value | null {
  switch (positions.kind) {
    case 'alibi':
      return null
    case 'from-start':
      return textRange(graph, ids)
    case 'from-padding': {
      const padding = graph.integers([positions.paddingId], [])
      const isPadding = graph.node('Equal', [ids, padding])
      const counts = graph.node('Cast', [graph.node('Not', [isPadding])], { to: INT64 })
      const running = graph.node('CumSum', [counts, graph.integers([1], [])])
      return add(graph, graph.node('Mul', [running, counts]), padding)
    }
  }
}

/** int64 [T]: 0, 1, 2 ... for each of a text's places. @param ids int64 [N, T] */
export function textRange(graph: GraphBuilder, ids: Value): Value {
  const length = graph.node('Gather', [graph.node('Shape', [ids]), graph.integers([1], [])])
  return graph.node('Range', [graph.integers([0], []), length, graph.integers([1], [])])
}
