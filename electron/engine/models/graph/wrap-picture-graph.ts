import { GraphBuilder, type Value } from './graph-builder.ts'
import { globalAveragePool, l2Normalise, mean, transpose } from './layers.ts'
import { normalisePixels } from './pixel-head.ts'
import { ProtobufMessage } from './protobuf-fields.ts'
import type { ProtobufField } from './protobuf-reader.ts'
import { ProtobufWriter } from './protobuf-writer.ts'
import {
  chosenOutput,
  embeddingDimension,
  type PictureGraphWrapping,
  type PictureInput,
  pictureInput,
  type Pooling,
} from './picture-graph-ports.ts'
import { type DeclaredValue, type ReadGraph, readGraph } from './read-graph.ts'

export interface WrappedPictureGraph {
  /** Bytes of an .onnx file, for the folder of the graph that was wrapped: weights outside of it stay where they are. */
  readonly model: Uint8Array
  /** Name of its input: uint8 [N, heightPx, widthPx, 3], RGB. */
  readonly input: string
  /** Name of its output: float32 [N, dimension], L2 norm 1. */
  readonly output: string
  readonly dimension: number
  /** Pictures that it takes at once where it was saved for a fixed number of them; null: any number. */
  readonly batch: number | null
}

/**
 * Makes somebody's encoder of pictures into one that is fed plain pixels and gives an embedding: preparing pixels is put
 * before it, pooling and L2 norm after it. All else is kept as it is.
 * @param bytes an .onnx file with one input, float32 [N, 3, H, W] or [N, H, W, 3]
 * @throws GraphUnsuitable
 */
export function wrapPictureGraph(bytes: Uint8Array, wrapping: PictureGraphWrapping): WrappedPictureGraph {
  const read = readGraph(bytes)
  const input = pictureInput(read, wrapping)
  const output = chosenOutput(read, wrapping.output)
  const dimension = embeddingDimension(output, wrapping.pooling)
  const names = namesOf(read.graph)
  const [ourInput, ourOutput] = [unused('pixels', names), unused('embedding', names)]
  const head = buildHead(read, input, ourInput, wrapping, names)
  const tail = buildTail(read, output, ourOutput, dimension, wrapping.pooling, names)
  return {
    model: assemble(read, input.name, head, tail),
    input: ourInput,
    output: ourOutput,
    dimension,
    batch: typeof input.batch === 'number' ? input.batch : null,
  }
}

function buildHead(
  read: ReadGraph,
  input: PictureInput,
  ourInput: string,
  { heightPx, widthPx, normalisation }: PictureGraphWrapping,
  names: ReadonlySet<string>,
): ProtobufMessage {
  const builder = new GraphBuilder('head', {
    prefix: unusedPrefix('head/', names),
    operatorSet: read.operatorSet,
  })
  const shape = [typeof input.batch === 'number' ? input.batch : 'N', heightPx, widthPx, 3]
  const pixels = normalisePixels(builder, builder.input(ourInput, 'uint8', shape), normalisation)
  const prepared = input.layout === 'nchw' ? transpose(builder, pixels, [0, 3, 1, 2]) : pixels
  // It takes the place of what was fed.
  builder.output(input.name, prepared, [])
  return graphOf(builder)
}

function buildTail(
  read: ReadGraph,
  output: DeclaredValue,
  ourOutput: string,
  dimension: number,
  pooling: Pooling,
  names: ReadonlySet<string>,
): ProtobufMessage {
  const builder = new GraphBuilder('tail', {
    prefix: unusedPrefix('tail/', names),
    operatorSet: read.operatorSet,
  })
  const features = builder.input(output.name, 'float32', [])
  const pooled = pool(builder, features, pooling, output.shape?.length ?? 0)
  const [batch] = output.shape ?? []
  builder.output(ourOutput, l2Normalise(builder, pooled), [
    typeof batch === 'number' ? batch : 'N',
    dimension,
  ])
  return graphOf(builder)
}

function pool(builder: GraphBuilder, features: Value, pooling: Pooling, axes: number): Value {
  if (pooling === 'none') return features
  if (pooling === 'cls') return builder.node('Gather', [features, builder.integers([0], [])], { axis: 1 })
  return axes === 4 ? globalAveragePool(builder, features) : mean(builder, features, 1)
}

function graphOf(builder: GraphBuilder): ProtobufMessage {
  return readGraph(builder.toModel('.')).graph
}

/** The model as it was, but for its graph: head, then its own nodes, then tail; our input and output instead of its own. */
function assemble(
  read: ReadGraph,
  replacedInput: string,
  head: ProtobufMessage,
  tail: ProtobufMessage,
): Uint8Array {
  const { model, graph } = read
  const own = graph.fields.filter(({ field, value }) => {
    return field !== 12 && !(field === 11 && nameOf(value) === replacedInput)
  })
  const isNode = ({ field }: ProtobufField) => field === 1
  const fields = [
    ...head.all(1),
    ...own.filter(isNode),
    ...tail.all(1),
    ...own.filter((field) => !isNode(field)),
    ...head.all(5),
    ...tail.all(5),
    ...head.all(11),
    ...tail.all(12),
  ]
  const message = new ProtobufWriter().bytes(7, joined(fields)).finish()
  return Buffer.concat([joined(model.fields.filter(({ field }) => field !== 7)), message])
}

function joined(fields: readonly ProtobufField[]): Uint8Array {
  return Buffer.concat(fields.map(({ raw }) => raw))
}

function nameOf(value: bigint | Uint8Array): string | undefined {
  return typeof value === 'bigint' ? undefined : new ProtobufMessage(value).string(1)
}

/** Every name of a value or node of the graph, but for those within a node. */
function namesOf(graph: ProtobufMessage): ReadonlySet<string> {
  const nodes = graph
    .messages(1)
    .flatMap((node) => [...node.strings(1), ...node.strings(2), ...node.strings(3)])
  const constants = graph.messages(5).flatMap((tensor) => tensor.strings(8))
  const ports = [...graph.messages(11), ...graph.messages(12)].flatMap((port) => port.strings(1))
  return new Set([...nodes, ...constants, ...ports])
}

function unused(name: string, names: ReadonlySet<string>): string {
  return names.has(name) ? unused(`${name}_`, names) : name
}

function unusedPrefix(prefix: string, names: ReadonlySet<string>): string {
  const isUsed = [...names].some((name) => name.startsWith(prefix))
  return isUsed ? unusedPrefix(`_${prefix}`, names) : prefix
}
