import type { Normalisation } from '../preprocessing/pixel-input.ts'
import type { GraphBuilder, Value } from './graph-builder.ts'
import { transpose } from './layers.ts'

/**
 * Declares the picture input and prepares the pixels, so that a session is fed plain pictures.
 * @param name of the input: uint8 [N, H, W, 3], RGB
 * @param heightPx text names a size that is known only when the graph runs: 'H'
 * @returns float32 [N, 3, H, W], normalised, in the network's order of channels
 */
export function pixelHead(
  graph: GraphBuilder,
  name: string,
  heightPx: number | string,
  widthPx: number | string,
  normalisation: Normalisation,
): Value {
  const shape = ['N', heightPx, widthPx, 3]
  return transpose(
    graph,
    normalisePixels(graph, graph.input(name, 'uint8', shape), normalisation),
    [0, 3, 1, 2],
  )
}

/**
 * (value * scale - mean) / deviation of each channel.
 * @param pixels uint8 [N, H, W, 3], RGB
 * @returns float32 [N, H, W, 3], in the network's order of channels
 */
export function normalisePixels(
  graph: GraphBuilder,
  pixels: Value,
  { scale, mean, deviation, channels }: Normalisation,
): Value {
  let value = graph.node('Cast', [pixels], { to: FLOAT })
  // mean and deviation belong to the channels in the order that the network wants.
  if (channels === 'bgr') value = graph.node('Gather', [value, graph.integers([2, 1, 0])], { axis: 3 })
  const factor = deviation.map((deviation) => scale / deviation)
  const shift = mean.map((mean, channel) => -mean / (deviation[channel] ?? 1))
  return graph.node('Add', [graph.node('Mul', [value, graph.floats(factor)]), graph.floats(shift)])
}

/** TensorProto.DataType.FLOAT */
const FLOAT = 1
