import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { StoredTensors, StoredType } from '../weights/stored-tensor.ts'

export interface TensorToStore {
  readonly type: StoredType
  readonly shape: readonly number[]
  /** Little-endian. */
  readonly bytes: Uint8Array
}

export function float32Tensor(shape: readonly number[], numbers: readonly number[]): TensorToStore {
  return { type: 'F32', shape, bytes: new Uint8Array(Float32Array.from(numbers).buffer) }
}

/** Writes weights.safetensors into the folder. The bytes start where a real file's would: after a header. */
export function storeTensors(
  folder: string,
  tensors: Readonly<Record<string, TensorToStore>>,
): StoredTensors {
  const file = join(folder, 'weights.safetensors')
  let end = 0
  const placed = Object.entries(tensors).map(([key, tensor]) => {
    const start = end
    end += tensor.bytes.length
    return { key, ...tensor, start }
  })
  const entries = placed.map(({ key, type, shape, start, bytes }) => [
    key,
    { dtype: type, shape, data_offsets: [start, start + bytes.length] },
  ])
  const header = Buffer.from(JSON.stringify(Object.fromEntries(entries)))
  const length = Buffer.alloc(8)
  length.writeBigUInt64LE(BigInt(header.length))
  writeFileSync(file, Buffer.concat([length, header, ...placed.map(({ bytes }) => bytes)]))
  const base = 8 + header.length
  return new Map(
    placed.map(({ key, type, shape, start, bytes }) => [
      key,
      { key, type, shape, file, offset: base + start, bytes: bytes.length },
    ]),
  )
}

/** The tensors of a well-formed safetensors file. */
export function readStoredTensors(file: string): StoredTensors {
  const bytes = readFileSync(file)
  const base = 8 + Number(bytes.readBigUInt64LE(0))
  const { __metadata__: _, ...entries } = header.parse(JSON.parse(bytes.toString('utf8', 8, base)))
  return new Map(
    Object.entries(entries).map(
      ([
        key,
        {
          dtype: type,
          shape,
          data_offsets: [start, end],
        },
      ]) => [key, { key, type, shape, file, offset: base + start, bytes: end - start }],
    ),
  )
}

const entry = z.object({
  dtype: z.enum(['F64', 'F32', 'F16', 'BF16', 'I64', 'I32', 'I16', 'I8', 'U8', 'BOOL']),
  shape: z.array(z.number()),
  data_offsets: z.tuple([z.number(), z.number()]),
})
const header = z.object({ __metadata__: z.unknown().optional() }).catchall(entry)

/** The float32 tensors of a safetensors file, with their numbers. */
export function readNumbers(
  file: string,
): Partial<Record<string, { data: Float32Array; dims: readonly number[] }>> {
  const bytes = readFileSync(file)
  const tensors = [...readStoredTensors(file).values()].filter(({ type }) => type === 'F32')
  return Object.fromEntries(
    tensors.map(({ key, shape, offset, bytes: length }) => [
      key,
      {
        data: new Float32Array(
          bytes.buffer.slice(bytes.byteOffset + offset, bytes.byteOffset + offset + length),
        ),
        dims: shape,
      },
    ]),
  )
}
