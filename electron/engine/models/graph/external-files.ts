import { GraphUnsuitable } from './graph-unsuitable.ts'
import type { ProtobufMessage } from './protobuf-fields.ts'

/** Graphs within nodes within graphs: no network comes near. */
const DEEPEST = 8

/**
 * Names of the files that a model's tensors are in, without repeats: those of initialisers and of attributes, in the
 * graph, in graphs inside of nodes and in functions.
 * @throws GraphUnsuitable if one is no plain name of a file in the model's folder
 */
export function externalFiles(model: ProtobufMessage): readonly string[] {
  const graphs = model.messages(7).flatMap((graph) => ofGraph(graph, 1))
  const functions = model.messages(25).flatMap((body) => ofNodes(body.messages(7), 1))
  return [...new Set([...graphs, ...functions])]
}

function ofGraph(graph: ProtobufMessage, depth: number): string[] {
  if (depth > DEEPEST)
    throw new GraphUnsuitable(`Expected at most ${DEEPEST} graphs within each other but found more`)
  const sparse = graph.messages(15).flatMap((tensor) => [...tensor.messages(1), ...tensor.messages(2)])
  return [...[...graph.messages(5), ...sparse].flatMap(ofTensor), ...ofNodes(graph.messages(1), depth)]
}

function ofNodes(nodes: readonly ProtobufMessage[], depth: number): string[] {
  return nodes
    .flatMap((node) => node.messages(5))
    .flatMap((attribute) => [
      ...[...attribute.messages(5), ...attribute.messages(10)].flatMap(ofTensor),
      ...[...attribute.messages(6), ...attribute.messages(11)].flatMap((graph) => ofGraph(graph, depth + 1)),
    ])
}

function ofTensor(tensor: ProtobufMessage): string[] {
  return tensor
    .messages(13)
    .filter((entry) => entry.string(1) === 'location')
    .map((entry) => requirePlainName(entry.string(2) ?? ''))
}

function requirePlainName(name: string): string {
  if (/^[^/\\:\0]+$/.test(name) && name !== '.' && name !== '..') return name
  throw new GraphUnsuitable(
    `Expected the model's weights in a file beside it but it names "${name}": save it again with all weights in its folder`,
  )
}
