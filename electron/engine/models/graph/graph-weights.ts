import { Refusal, say } from '../../../contract/saying.ts'
import type { StoredTensor, StoredTensors, StoredType } from '../weights/stored-tensor.ts'
import type { GraphBuilder, Value } from './graph-builder.ts'

/** A checkpoint lacks what the architecture needs. */
export class MissingWeight extends Refusal {
  readonly key: string

  constructor(key: string) {
    super(say('weightMissing', { key }))
    this.key = key
  }
}

/** A checkpoint's tensor is of another size than its config.json says. */
export class WeightShapeMismatch extends Refusal {
  readonly key: string
  /** null: any size. */
  readonly expected: readonly (number | null)[]
  readonly found: readonly number[]

  constructor(key: string, expected: readonly (number | null)[], found: readonly number[]) {
    const sizes = expected.map((size) => size ?? '*').join(', ')
    super(say('weightShape', { key, expected: sizes, found: found.join(', ') }))
    this.key = key
    this.expected = expected
    this.found = found
  }
}

/** A checkpoint's tensor is of whole numbers where a network has weights. */
export class WeightTypeMismatch extends Refusal {
  readonly key: string
  readonly found: StoredType

  constructor(key: string, found: StoredType) {
    super(say('weightType', { key, found }))
    this.key = key
    this.found = found
  }
}

const WEIGHT_TYPES: ReadonlySet<StoredType> = new Set(['F32', 'F16', 'BF16', 'F64'])

/** Names of a checkpoint as values of a graph. Keeps book of what was used, for all scopes together. */
export class GraphWeights {
  readonly #graph: GraphBuilder
  readonly #tensors: StoredTensors
  readonly #prefix: string
  readonly #used: Set<string>

  constructor(graph: GraphBuilder, tensors: StoredTensors, prefix = '', used = new Set<string>()) {
    this.#graph = graph
    this.#tensors = tensors
    this.#prefix = prefix
    this.#used = used
  }

  /** All whose names start with `prefix` ('stages.0.'), named without it. */
  scope(prefix: string): GraphWeights {
    return new GraphWeights(this.#graph, this.#tensors, this.#prefix + prefix, this.#used)
  }

  has(key: string): boolean {
    return this.#tensors.has(this.#prefix + key)
  }

  /** @throws MissingWeight */
  shapeOf(key: string): readonly number[] {
    return this.#tensor(key).shape
  }

  keys(): readonly string[] {
    return [...this.#tensors.keys()]
      .filter((key) => key.startsWith(this.#prefix))
      .map((key) => key.slice(this.#prefix.length))
  }

  /**
   * A tensor as float32 in the graph.
   * @param shape null: any size
   * @throws MissingWeight, WeightShapeMismatch, WeightTypeMismatch
   */
  take(key: string, shape: readonly (number | null)[]): Value {
    const tensor = this.#tensor(key)
    const fits =
      tensor.shape.length === shape.length &&
      shape.every((size, axis) => size === null || size === tensor.shape[axis])
    if (!fits) throw new WeightShapeMismatch(tensor.key, shape, tensor.shape)
    if (!WEIGHT_TYPES.has(tensor.type)) throw new WeightTypeMismatch(tensor.key, tensor.type)
    this.#used.add(tensor.key)
    return this.#graph.weight(tensor)
  }

  /** The network does without it (num_batches_tracked, position_ids); it may be missing. */
  ignore(key: string): void {
    this.#used.add(this.#prefix + key)
  }

  /** Every key of the whole checkpoint that was neither taken nor ignored, by its full name. */
  leftover(): readonly string[] {
    return [...this.#tensors.keys()].filter((key) => !this.#used.has(key))
  }

  #tensor(key: string): StoredTensor {
    const tensor = this.#tensors.get(this.#prefix + key)
    if (tensor === undefined) throw new MissingWeight(this.#prefix + key)
    return tensor
  }
}
