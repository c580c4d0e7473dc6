import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { readStoredTensors } from '../graph/stored-tensors.fixture.ts'

const REFERENCE = resolve(import.meta.dirname, '../../../../models/reference')

export interface ReferenceTensor {
  readonly data: Float32Array | Int32Array | Uint8Array
  readonly dims: readonly number[]
}

export function referenceFolder(name: string): string {
  return join(REFERENCE, name)
}

/** What models/reference/NAME/reference.safetensors holds, as float32, int32 or uint8. */
export function readReference(name: string): (key: string) => ReferenceTensor {
  const path = join(referenceFolder(name), 'reference.safetensors')
  const tensors = readStoredTensors(path)
  const file = readFileSync(path)
  return (key) => {
    const tensor = tensors.get(key)
    if (tensor === undefined) throw new Error(`Expected "${key}" in ${path}`)
    const bytes = Uint8Array.from(file.subarray(tensor.offset, tensor.offset + tensor.bytes))
    const dims = tensor.shape
    if (tensor.type === 'U8') return { data: bytes, dims }
    if (tensor.type === 'I32') return { data: new Int32Array(bytes.buffer), dims }
    return { data: new Float32Array(bytes.buffer), dims }
  }
}

/** A float32 tensor's numbers. */
export function floatsOf({ data }: ReferenceTensor): Float32Array {
  return Float32Array.from(data)
}
