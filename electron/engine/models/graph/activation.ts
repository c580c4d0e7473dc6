import { z } from 'zod'
import type { GraphBuilder, Value } from './graph-builder.ts'
import { gelu, geluTanh, quickGelu, relu, silu } from './layers.ts'

/** Names that config.json files give to the activations which can be built. */
export const activationName = z.enum([
  'gelu',
  'gelu_new',
  'gelu_pytorch_tanh',
  'gelu_tanh',
  'quick_gelu',
  'relu',
  'silu',
  'swish',
])
export type ActivationName = z.infer<typeof activationName>

const ACTIVATION: Readonly<Record<ActivationName, (graph: GraphBuilder, input: Value) => Value>> = {
  gelu,
  gelu_new: geluTanh,
  gelu_pytorch_tanh: geluTanh,
  gelu_tanh: geluTanh,
  quick_gelu: quickGelu,
  relu,
  silu,
  swish: silu,
}

export function activate(graph: GraphBuilder, name: ActivationName, input: Value): Value {
  return ACTIVATION[name](graph, input)
}
