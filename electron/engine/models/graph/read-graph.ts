import { ELEMENT_TYPE, type GraphType } from './element-type.ts'
import { externalFiles } from './external-files.ts'
import { GraphUnsuitable } from './graph-unsuitable.ts'
import { ProtobufMessage } from './protobuf-fields.ts'
import { ProtobufError } from './protobuf-reader.ts'

/** An input or output as a graph declares it. */
export interface DeclaredValue {
  readonly name: string
  /** other: a type that Doublet has no use for. */
  readonly type: GraphType | 'other'
  /** Text or null: known only when the graph runs. null altogether: the graph does not say. */
  readonly shape: readonly (number | string | null)[] | null
}

/** Somebody's .onnx file, decoded as far as is needed to know what it takes and gives, and to put a part around it. */
export interface ReadGraph {
  readonly model: ProtobufMessage
  readonly graph: ProtobufMessage
  /** Version of the standard operators. */
  readonly operatorSet: number
  /** Those that are fed: constants that are listed as inputs, as old files do, are left out. */
  readonly inputs: readonly DeclaredValue[]
  readonly outputs: readonly DeclaredValue[]
  /** Names of the files beside it that hold weights. */
  readonly externalFiles: readonly string[]
}

/**
 * Reads an .onnx file without running it.
 * @throws GraphUnsuitable if the bytes are none, or name weights outside of the file's folder
 */
export function readGraph(bytes: Uint8Array): ReadGraph {
  try {
    return decode(new ProtobufMessage(bytes))
  } catch (cause) {
    if (!(cause instanceof ProtobufError)) throw cause
    throw new GraphUnsuitable(`Expected an ONNX model but the bytes are none: ${cause.message}`, { cause })
  }
}

function decode(model: ProtobufMessage): ReadGraph {
  const graph = model.message(7)
  if (graph === undefined) throw new GraphUnsuitable('Expected an ONNX model but found no graph in it')
  const constants = new Set(graph.messages(5).map((tensor) => tensor.string(8)))
  return {
    model,
    graph,
    operatorSet: operatorSet(model),
    inputs: graph
      .messages(11)
      .map(declaredValue)
      .filter(({ name }) => !constants.has(name)),
    outputs: graph.messages(12).map(declaredValue),
    externalFiles: externalFiles(model),
  }
}

function operatorSet(model: ProtobufMessage): number {
  const standard = model.messages(8).find((entry) => ['', 'ai.onnx'].includes(entry.string(1) ?? ''))
  const version = standard?.integer(2)
  if (version === undefined) {
    throw new GraphUnsuitable('Expected the ONNX model to name the version of its operators but it does not')
  }
  return version
}

const TYPE_OF = new Map(Object.entries(ELEMENT_TYPE).map(([type, number]) => [number, type as GraphType]))

function declaredValue(value: ProtobufMessage): DeclaredValue {
  const tensor = value.message(2)?.message(1)
  const shape = tensor?.message(2)
  return {
    name: value.string(1) ?? '',
    type: TYPE_OF.get(tensor?.integer(1) ?? 0) ?? 'other',
    shape: shape?.messages(1).map((size) => size.integer(1) ?? size.string(2) ?? null) ?? null,
  }
}
