import { ELEMENT_TYPE, type GraphType } from './element-type.ts'
import { ProtobufWriter } from './protobuf-writer.ts'

/*
 * The messages of onnx.proto that a graph needs. The numbers are the fields' numbers there.
 * See https://github.com/onnx/onnx/blob/main/onnx/onnx.proto
 */

/** A node's attribute: a number is INT, numbers are INTS, text is STRING. */
export type Attribute =
  | number
  | string
  | readonly number[]
  | { readonly float: number }
  | { readonly floats: readonly number[] }

const ATTRIBUTE_TYPE = { float: 1, integer: 2, string: 3, floats: 6, integers: 7 } as const
const EXTERNAL = 1

export interface GraphNode {
  readonly op: string
  readonly name: string
  /** Empty where an optional input is left out. */
  readonly inputs: readonly string[]
  readonly outputs: readonly string[]
  readonly attributes: Readonly<Record<string, Attribute>>
}

export function nodeMessage({ op, name, inputs, outputs, attributes }: GraphNode): ProtobufWriter {
  const message = new ProtobufWriter()
  for (const input of inputs) message.string(1, input)
  for (const output of outputs) message.string(2, output)
  message.string(3, name).string(4, op)
  for (const [key, value] of Object.entries(attributes)) message.message(5, attributeMessage(key, value))
  return message
}

function attributeMessage(name: string, value: Attribute): ProtobufWriter {
  const message = new ProtobufWriter().string(1, name)
  if (typeof value === 'string') return message.string(4, value).integer(20, ATTRIBUTE_TYPE.string)
  if (typeof value === 'number') {
    return message.integer(3, wholeNumber(name, value)).integer(20, ATTRIBUTE_TYPE.integer)
  }
  if ('float' in value) return message.float(2, value.float).integer(20, ATTRIBUTE_TYPE.float)
  if ('floats' in value) {
    for (const number of value.floats) message.float(7, number)
    return message.integer(20, ATTRIBUTE_TYPE.floats)
  }
  for (const number of value) message.integer(8, wholeNumber(name, number))
  return message.integer(20, ATTRIBUTE_TYPE.integers)
}

function wholeNumber(name: string, value: number): number {
  if (Number.isSafeInteger(value)) return value
  throw new Error(
    `Expected a whole number for attribute ${name} but received ${value}: write {float: ${value}}`,
  )
}

/** A tensor whose numbers lie in the graph's own file, little-endian. */
export function inlineTensorMessage(
  name: string,
  elementType: number,
  shape: readonly number[],
  data: Uint8Array,
): ProtobufWriter {
  return tensorMessage(name, elementType, shape).bytes(9, data)
}

/** Where numbers lie in a file beside the graph's. */
export interface ExternalData {
  readonly location: string
  readonly offset: number
  readonly bytes: number
}

export function externalTensorMessage(
  name: string,
  elementType: number,
  shape: readonly number[],
  data: ExternalData,
): ProtobufWriter {
  const message = tensorMessage(name, elementType, shape)
  message.message(13, entryMessage('location', data.location))
  message.message(13, entryMessage('offset', String(data.offset)))
  message.message(13, entryMessage('length', String(data.bytes)))
  return message.integer(14, EXTERNAL)
}

function tensorMessage(name: string, elementType: number, shape: readonly number[]): ProtobufWriter {
  const message = new ProtobufWriter()
  for (const size of shape) message.integer(1, size)
  return message.integer(2, elementType).string(8, name)
}

function entryMessage(key: string, value: string): ProtobufWriter {
  return new ProtobufWriter().string(1, key).string(2, value)
}

/** Sizes of a graph's input or output; text names a size that is known only when the graph runs. */
export type GraphShape = readonly (number | string)[]

export function valueInfoMessage(name: string, type: GraphType, shape: GraphShape): ProtobufWriter {
  const dimensions = new ProtobufWriter()
  for (const size of shape) {
    const dimension = new ProtobufWriter()
    dimensions.message(1, typeof size === 'number' ? dimension.integer(1, size) : dimension.string(2, size))
  }
  const tensorType = new ProtobufWriter().integer(1, ELEMENT_TYPE[type]).message(2, dimensions)
  return new ProtobufWriter().string(1, name).message(2, new ProtobufWriter().message(1, tensorType))
}

/** Format that came with operator set 17. */
const IR_VERSION = 8

/** A model of one graph. @param operatorSet version of the standard operators */
export function modelMessage(graph: ProtobufWriter, operatorSet: number): ProtobufWriter {
  const operators = new ProtobufWriter().string(1, '').integer(2, operatorSet)
  return new ProtobufWriter()
    .integer(1, IR_VERSION)
    .string(2, 'doublet')
    .message(7, graph)
    .message(8, operators)
}
