import {
  asKind,
  PickleRefused,
  type PickleDict,
  type PickleSequence,
  type PickleTensor,
  type PickleValue,
  type StorageType,
  type TorchFunction,
} from './pickle-values.ts'
import { type StoredType } from './stored-tensor.ts'

/** PyTorch's own limit. */
const MOST_DIMENSIONS = 64

const STORAGE_TYPES: Readonly<Record<string, StoredType>> = {
  'torch.DoubleStorage': 'F64',
  'torch.FloatStorage': 'F32',
  'torch.HalfStorage': 'F16',
  'torch.BFloat16Storage': 'BF16',
  'torch.LongStorage': 'I64',
  'torch.IntStorage': 'I32',
  'torch.ShortStorage': 'I16',
  'torch.CharStorage': 'I8',
  'torch.ByteStorage': 'U8',
  'torch.BoolStorage': 'BOOL',
}

/** Each makes a tensor or a plain container; what is behind its name in Python is never run. */
const FUNCTIONS: Readonly<Record<string, TorchFunction['call']>> = {
  'torch._utils._rebuild_tensor': rebuildTensor,
  'torch._utils._rebuild_tensor_v2': rebuildTensor,
  'torch._utils._rebuild_parameter': onlyTensor,
  'torch._utils._rebuild_parameter_with_state': onlyTensor,
  'torch._tensor._rebuild_from_type_v2': rebuildFromType,
  // They stand for a tensor's class where _rebuild_from_type_v2 names it; to be called they are not.
  'torch.Tensor': neverCalled,
  'torch.nn.parameter.Parameter': neverCalled,
  'torch.Size': tupleOf,
  'collections.OrderedDict': dictionary,
  'collections.Counter': dictionary,
  'builtins.set': setOf,
  'builtins.frozenset': setOf,
  // How protocol 2 writes bytes: each as the character of that number.
  '_codecs.encode': encodeLatin1,
  'builtins.bytes': emptyBytes,
}

/** What a name in a pickle stands for; null for every name that is not needed to write weights. */
export function torchName(name: string): StorageType | TorchFunction | null {
  const type = Object.hasOwn(STORAGE_TYPES, name) ? STORAGE_TYPES[name] : undefined
  if (type !== undefined) return { kind: 'storage-type', type }
  const call = Object.hasOwn(FUNCTIONS, name) ? FUNCTIONS[name] : undefined
  return call === undefined ? null : { kind: 'function', name, call }
}

/** (storage, offset, size, stride, requires_grad, backward_hooks, metadata) */
function rebuildTensor(parameters: readonly PickleValue[]): PickleTensor {
  const [storage, offset, shape, strides] = parameters
  const found = asKind(storage, 'storage')
  if (found === null) throw new PickleRefused('a tensor has no storage')
  const metadata = asKind(parameters[6], 'dict')
  if (metadata !== null && metadata.entries.size > 0) {
    throw new PickleRefused(
      'a tensor is a negated or conjugated view; save it with .resolve_neg().resolve_conj()',
    )
  }
  const sizes = naturals(shape)
  const steps = naturals(strides)
  if (sizes.length !== steps.length) throw new PickleRefused('a tensor has not as many strides as dimensions')
  return { kind: 'tensor', storage: found, offset: natural(offset), shape: sizes, strides: steps }
}

/** A parameter is its tensor; whether it was trained and what hung on it does not matter here. */
function onlyTensor([data]: readonly PickleValue[]): PickleTensor {
  const tensor = asKind(data, 'tensor')
  if (tensor === null) throw new PickleRefused('a parameter is not a tensor')
  return tensor
}

/** (function, class, its parameters, state): a tensor on which attributes were set. */
function rebuildFromType([rebuild, , parameters]: readonly PickleValue[]): PickleTensor {
  const called = asKind(rebuild, 'function')
  const passed = asKind(parameters, 'tuple')
  // Only these: one that calls itself again would nest as deep as the file says.
  const isRebuild = called?.call === rebuildTensor || called?.call === onlyTensor
  if (called === null || passed === null || !isRebuild)
    throw new PickleRefused('a tensor is rebuilt in an unknown way')
  return onlyTensor([called.call(passed.items)])
}

function neverCalled(): never {
  throw new PickleRefused('a tensor is made from its class; only stored tensors are read')
}

function tupleOf([content]: readonly PickleValue[]): PickleSequence<'tuple'> {
  return { kind: 'tuple', items: itemsOf(content) }
}

function setOf([content]: readonly PickleValue[]): PickleSequence<'set'> {
  return { kind: 'set', items: itemsOf(content) }
}

/** Shared, not copied: a few bytes of a hostile file could have a long list copied again and again. */
function itemsOf(content: PickleValue | undefined): PickleValue[] {
  if (content === undefined) return []
  const items = (asKind(content, 'list') ?? asKind(content, 'tuple'))?.items
  if (items === undefined) throw new PickleRefused('a tuple or set is made from something else than a list')
  return items
}

/** Made empty and then filled (OrderedDict), or from a dict (Counter), which is shared for the same reason. */
function dictionary([content]: readonly PickleValue[]): PickleDict {
  if (content === undefined) return { kind: 'dict', entries: new Map() }
  const from = asKind(content, 'dict')
  if (from === null) throw new PickleRefused('a dict is made from something else than a dict')
  return from
}

/** The text stands for the bytes: no weights are made of them. */
function encodeLatin1([text, encoding]: readonly PickleValue[]): string {
  if (typeof text !== 'string' || encoding !== 'latin1') {
    throw new PickleRefused('bytes are written in another way than as latin1 text')
  }
  return text
}

function emptyBytes(parameters: readonly PickleValue[]): Uint8Array {
  if (parameters.length > 0) throw new PickleRefused('bytes are made from something else')
  return new Uint8Array()
}

function naturals(value: PickleValue | undefined): number[] {
  const items = asKind(value, 'tuple')?.items
  if (items === undefined || items.length > MOST_DIMENSIONS) {
    throw new PickleRefused(
      `a tensor's size or stride is not a tuple of at most ${MOST_DIMENSIONS} whole numbers`,
    )
  }
  return items.map(natural)
}

function natural(value: PickleValue | undefined): number {
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0) return value
  throw new PickleRefused("a tensor's size, stride or offset is not a whole number of 0 or more")
}
