import { asKind, type PickleDict, type PickleTensor, type PickleValue } from './pickle-values.ts'
import { shown, WeightsUnreadable } from './weights-unreadable.ts'

/** Under which training scripts keep a model's weights, beside the optimizer's and their own; the first that is there counts. */
const CONTAINER_KEYS = [
  'state_dict',
  'model_state_dict',
  'model_state',
  'model',
  'net',
  'network',
  'module',
  'weights',
  'params',
]
const DEEPEST_CONTAINER = 4
const MOST_KEYS_SHOWN = 12

/**
 * Finds a model's weights in what a checkpoint holds: a dict from names to tensors, at the top or in a known container.
 * What else stands in that dict (counters, settings) is no weight and is left out.
 * @throws WeightsUnreadable naming what it holds instead
 */
export function findStateDict(file: string, value: PickleValue): ReadonlyMap<string, PickleTensor> {
  const top = asKind(value, 'dict')
  if (top === null) {
    throw new WeightsUnreadable(
      file,
      `expected a dict from names to tensors but the checkpoint holds ${kindOf(value)}. Save model.state_dict().`,
    )
  }
  const found = unwrap(top, 0)
  const tensors = namedTensors(file, found)
  if (tensors.size === 0) {
    const keys = [...found.entries.keys()].slice(0, MOST_KEYS_SHOWN)
    const names = keys.map((key) => (typeof key === 'string' ? shown(key) : kindOf(key))).join(', ')
    throw new WeightsUnreadable(
      file,
      `expected names with tensors, or one of ${CONTAINER_KEYS.join(', ')} with them, but found ${names || 'nothing'}. Save model.state_dict().`,
    )
  }
  return tensors
}

function unwrap(dict: PickleDict, depth: number): PickleDict {
  if (depth === DEEPEST_CONTAINER) return dict
  for (const key of CONTAINER_KEYS) {
    const inner = asKind(dict.entries.get(key), 'dict')
    if (inner === null) continue
    const unwrapped = unwrap(inner, depth + 1)
    if (holdsTensors(unwrapped)) return unwrapped
  }
  return dict
}

function holdsTensors(dict: PickleDict): boolean {
  return [...dict.entries.values()].some((value) => asKind(value, 'tensor') !== null)
}

function namedTensors(file: string, dict: PickleDict): Map<string, PickleTensor> {
  const tensors = new Map<string, PickleTensor>()
  for (const [key, value] of dict.entries) {
    const tensor = asKind(value, 'tensor')
    if (tensor === null) continue
    if (typeof key !== 'string') {
      throw new WeightsUnreadable(
        file,
        `expected every tensor to have a text as its name but one has ${kindOf(key)}.`,
      )
    }
    tensors.set(key, tensor)
  }
  return tensors
}

function kindOf(value: PickleValue): string {
  if (value === null) return 'None'
  if (value instanceof Uint8Array) return 'bytes'
  return typeof value === 'object' ? `a ${value.kind}` : `a ${typeof value}`
}
