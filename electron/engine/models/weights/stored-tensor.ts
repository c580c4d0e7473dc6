/** How a tensor's numbers are stored. */
export type StoredType = 'F64' | 'F32' | 'F16' | 'BF16' | 'I64' | 'I32' | 'I16' | 'I8' | 'U8' | 'BOOL'

/** Bytes that one number takes. */
export const BYTES_OF: Readonly<Record<StoredType, number>> = {
  F64: 8,
  F32: 4,
  F16: 2,
  BF16: 2,
  I64: 8,
  I32: 4,
  I16: 2,
  I8: 1,
  U8: 1,
  BOOL: 1,
}

/** A tensor of a safetensors file: where its numbers lie, little-endian, row-major, without gaps. */
export interface StoredTensor {
  readonly key: string
  readonly type: StoredType
  /** Empty for a single number. */
  readonly shape: readonly number[]
  /** Absolute path of the file that holds it. */
  readonly file: string
  /** Of its first byte in the file. */
  readonly offset: number
  readonly bytes: number
}

/** Every tensor of a model, by key. */
export type StoredTensors = ReadonlyMap<string, StoredTensor>
