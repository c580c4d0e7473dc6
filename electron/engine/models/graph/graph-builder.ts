import { basename, dirname, resolve } from 'node:path'
import type { StoredTensor, StoredType } from '../weights/stored-tensor.ts'
import { ELEMENT_TYPE, type GraphType, STORED_ELEMENT_TYPE } from './element-type.ts'
import {
  type Attribute,
  externalTensorMessage,
  type GraphNode,
  type GraphShape,
  inlineTensorMessage,
  modelMessage,
  nodeMessage,
  valueInfoMessage,
} from './onnx-messages.ts'
import { ProtobufWriter } from './protobuf-writer.ts'

/** A tensor in the graph. */
export interface Value {
  readonly name: string
}

interface GraphPort {
  readonly name: string
  readonly type: GraphType
  readonly shape: GraphShape
}

/** Stored types that are cast to float32 before they are used. */
const CAST: ReadonlySet<StoredType> = new Set(['F16', 'BF16', 'F64'])

/**
 * Builds an ONNX graph node by node, and gives it as the bytes of an .onnx file. Weights stay in
 * their safetensors file, which serves as the graph's external data.
 */
export class GraphBuilder {
  /** Version of the operators that are used; layers whose form changed between versions ask for it. */
  readonly operatorSet: number
  readonly #name: string
  readonly #prefix: string
  readonly #inputs: GraphPort[] = []
  readonly #outputs: GraphPort[] = []
  readonly #nodes: GraphNode[] = []
  readonly #constants: ProtobufWriter[] = []
  readonly #constantByContent = new Map<string, Value>()
  readonly #weights: { readonly name: string; readonly tensor: StoredTensor }[] = []
  readonly #weightByPlace = new Map<string, Value>()
  readonly #names = new Set<string>()
  readonly #countOf = new Map<string, number>()

  /**
   * @param prefix starts the name of everything but weights, inputs and outputs, for a part of somebody else's graph
   * @param operatorSet of that graph
   */
  constructor(name: string, { prefix = '', operatorSet = 17 } = {}) {
    this.#name = name
    this.#prefix = prefix
    this.operatorSet = operatorSet
  }

  /** @param shape text names a size that is known only when the graph runs: ['N', 224, 224, 3] */
  input(name: string, type: GraphType, shape: GraphShape): Value {
    this.#claim(name)
    this.#inputs.push({ name, type, shape })
    return { name }
  }

  output(name: string, value: Value, shape: GraphShape, type: GraphType = 'float32'): void {
    this.#claim(name)
    this.#outputs.push({ name, type, shape })
    // An output of a name of its own; onnxruntime leaves the copy out.
    this.#nodes.push({
      op: 'Identity',
      name: this.#prefix + name,
      inputs: [value.name],
      outputs: [name],
      attributes: {},
    })
  }

  /** float32 numbers inside the graph; for small ones, since they are part of the .onnx file. */
  floats(data: Float32Array | readonly number[], shape: readonly number[] = [data.length]): Value {
    const bytes = new Uint8Array(data.length * 4)
    const view = new DataView(bytes.buffer)
    data.forEach((value, index) => view.setFloat32(index * 4, value, true))
    return this.#constant('float32', shape, data.length, bytes)
  }

  /** int64 numbers inside the graph. @param shape [] for a single number that is no list */
  integers(data: readonly number[], shape: readonly number[] = [data.length]): Value {
    const bytes = new Uint8Array(data.length * 8)
    const view = new DataView(bytes.buffer)
    data.forEach((value, index) => view.setBigInt64(index * 8, BigInt(value), true))
    return this.#constant('int64', shape, data.length, bytes)
  }

  /** A tensor of a safetensors file; F16, BF16 and F64 are cast to float32 in the graph, whole numbers stay as they are. */
  weight(tensor: StoredTensor): Value {
    const place = `${tensor.file}\0${tensor.offset}\0${tensor.type}\0${tensor.shape.join(',')}`
    const known = this.#weightByPlace.get(place)
    if (known !== undefined) return known
    const name = this.#names.has(tensor.key) ? this.#freshName(tensor.key) : tensor.key
    this.#names.add(name)
    this.#weights.push({ name, tensor })
    const value = CAST.has(tensor.type)
      ? this.node('Cast', [{ name }], { to: ELEMENT_TYPE.float32 })
      : { name }
    this.#weightByPlace.set(place, value)
    return value
  }

  /** An operator with one output. @param inputs null where an optional input is left out */
  node(
    op: string,
    inputs: readonly (Value | null)[],
    attributes: Readonly<Record<string, Attribute>> = {},
  ): Value {
    const output = { name: this.#freshName(op) }
    this.#add(op, inputs, attributes, [output])
    return output
  }

  /** An operator with several outputs, in their order. */
  nodes(
    op: string,
    inputs: readonly (Value | null)[],
    attributes: Readonly<Record<string, Attribute>>,
    outputs: number,
  ): readonly Value[] {
    const values = Array.from({ length: outputs }, () => ({ name: this.#freshName(op) }))
    this.#add(op, inputs, attributes, values)
    return values
  }

  /**
   * The bytes of an .onnx file that is to lie in `folder`.
   * @throws Error if a weight's file lies elsewhere: onnxruntime reads external data from the graph's folder only
   */
  toModel(folder: string): Uint8Array {
    const graph = new ProtobufWriter()
    for (const node of this.#nodes) graph.message(1, nodeMessage(node))
    graph.string(2, this.#name)
    for (const constant of this.#constants) graph.message(5, constant)
    for (const { name, tensor } of this.#weights) graph.message(5, externalWeight(name, tensor, folder))
    for (const { name, type, shape } of this.#inputs) graph.message(11, valueInfoMessage(name, type, shape))
    for (const { name, type, shape } of this.#outputs) graph.message(12, valueInfoMessage(name, type, shape))
    return modelMessage(graph, this.operatorSet).finish()
  }

  #add(
    op: string,
    inputs: readonly (Value | null)[],
    attributes: Readonly<Record<string, Attribute>>,
    outputs: readonly Value[],
  ): void {
    this.#nodes.push({
      op,
      name: outputs[0]?.name ?? op,
      inputs: inputs.map((value) => value?.name ?? ''),
      outputs: outputs.map(({ name }) => name),
      attributes,
    })
  }

  #constant(type: GraphType, shape: readonly number[], length: number, bytes: Uint8Array): Value {
    const size = shape.reduce((product, edge) => product * edge, 1)
    if (size !== length)
      throw new Error(`Expected ${size} numbers for [${shape.join(', ')}] but received ${length}`)
    const content = `${type}\0${shape.join(',')}\0${Buffer.from(bytes).toString('latin1')}`
    const known = this.#constantByContent.get(content)
    if (known !== undefined) return known
    const value = { name: this.#freshName('constant') }
    this.#constants.push(inlineTensorMessage(value.name, ELEMENT_TYPE[type], shape, bytes))
    this.#constantByContent.set(content, value)
    return value
  }

  #freshName(stem: string): string {
    const count = (this.#countOf.get(stem) ?? 0) + 1
    this.#countOf.set(stem, count)
    const name = `${this.#prefix}${stem}_${count}`
    if (this.#names.has(name)) return this.#freshName(stem)
    this.#names.add(name)
    return name
  }

  #claim(name: string): void {
    if (this.#names.has(name))
      throw new Error(`Expected a name of its own for "${name}" but the graph has one`)
    this.#names.add(name)
  }
}

function externalWeight(name: string, tensor: StoredTensor, folder: string): ProtobufWriter {
  if (dirname(resolve(tensor.file)) !== resolve(folder)) {
    throw new Error(`Expected the weights of ${tensor.key} in ${folder} but they are in ${tensor.file}`)
  }
  const data = { location: basename(tensor.file), offset: tensor.offset, bytes: tensor.bytes }
  return externalTensorMessage(name, STORED_ELEMENT_TYPE[tensor.type], tensor.shape, data)
}
