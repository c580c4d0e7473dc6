import { type StoredType } from './stored-tensor.ts'

/** What a checkpoint's pickle can be made of. Nothing of it does anything by itself. */
export type PickleValue =
  | null
  | boolean
  | number
  | bigint
  | string
  | Uint8Array
  | PickleSequence<'list'>
  | PickleSequence<'tuple'>
  | PickleSequence<'set'>
  | PickleDict
  | StorageType
  | PickleStorage
  | PickleTensor
  | TorchFunction

export interface PickleSequence<Kind extends 'list' | 'tuple' | 'set'> {
  readonly kind: Kind
  readonly items: PickleValue[]
}

export interface PickleDict {
  readonly kind: 'dict'
  readonly entries: Map<PickleValue, PickleValue>
}

/** A name such as torch.FloatStorage: how the numbers of a storage are stored. */
export interface StorageType {
  readonly kind: 'storage-type'
  readonly type: StoredType
}

/** The numbers themselves, which lie in an entry of the archive. */
export interface PickleStorage {
  readonly kind: 'storage'
  /** Names the entry. */
  readonly name: string
  readonly type: StoredType
  readonly count: number
}

/** A view of a storage; sizes and steps count numbers and are as the file says, not yet held against the storage. */
export interface PickleTensor {
  readonly kind: 'tensor'
  readonly storage: PickleStorage
  readonly offset: number
  readonly shape: readonly number[]
  readonly strides: readonly number[]
}

/** One of the few names that a pickle may call; calling it makes one of the values above. */
export interface TorchFunction {
  readonly kind: 'function'
  readonly name: string
  /** @throws PickleRefused when the arguments are not those that torch.save writes */
  readonly call: (parameters: readonly PickleValue[]) => PickleValue
}

/** Why a pickle is not read, before it is known which file and key it is about. */
export class PickleRefused extends Error {
  override readonly name = 'PickleRefused'
}

/** The value as one of the kinds that are objects; null for everything else. */
export function asKind<Kind extends KindOfValue>(
  value: PickleValue | undefined,
  kind: Kind,
): Extract<PickleValue, { kind: Kind }> | null {
  const matches = typeof value === 'object' && value !== null && 'kind' in value && value.kind === kind
  return matches ? (value as Extract<PickleValue, { kind: Kind }>) : null
}

type KindOfValue = Extract<PickleValue, { kind: string }>['kind']
