import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { BYTES_OF, type StoredTensor, type StoredTensors } from '../weights/stored-tensor.ts'

const PUBLISHED = resolve(import.meta.dirname, '../../../../models/reference/published')

/**
 * Every tensor of an architecture at its published size, as models/reference/published/NAME.txt lists them, one after
 * another in a file that need not be there: a graph can be built of them, though not run.
 */
export function publishedTensors(name: string, file = '/weights.safetensors'): StoredTensors {
  const lines = readFileSync(join(PUBLISHED, `${name}.txt`), 'utf8')
    .trimEnd()
    .split('\n')
  let offset = 0
  const tensors = lines.map((line) => {
    const [key = '', type, ...sizes] = line.split(' ')
    if (type !== 'F32' && type !== 'I64')
      throw new Error(`Expected F32 or I64 but found ${type} in ${name}.txt`)
    const shape = sizes.map(Number)
    const bytes = shape.reduce<number>((product, size) => product * size, BYTES_OF[type])
    const tensor: StoredTensor = { key, type, shape, file, offset, bytes }
    offset += bytes
    return tensor
  })
  return new Map(tensors.map((tensor) => [tensor.key, tensor]))
}
