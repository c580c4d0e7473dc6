import { closeSync, openSync, writeSync } from 'node:fs'
import {
  BYTES_OF,
  type StoredTensor,
  type StoredTensors,
} from '../electron/engine/models/weights/stored-tensor.ts'

/** Fills the tensors' file with random numbers; what comes out of such a network is small but not 0. */
export function writeRandomWeights(tensors: StoredTensors): void {
  for (const tensor of tensors.values()) {
    const output = openSync(tensor.file, tensor.offset === 0 ? 'w' : 'r+')
    try {
      writeSync(output, numbers(tensor), 0, tensor.bytes, tensor.offset)
    } finally {
      closeSync(output)
    }
  }
}

const noise = Float32Array.from({ length: 1 << 20 }, () => Math.random() * 2 - 1)

function numbers({ key, type, shape, bytes }: StoredTensor): Uint8Array {
  if (type !== 'F32') return new Uint8Array(bytes)
  const count = bytes / BYTES_OF.F32
  if (shape.length < 2)
    return asBytes(new Float32Array(count).fill(/(weight|running_var|gamma)$/.test(key) ? 1 : 0))
  // Of variance 1 / inputs, so that numbers neither grow nor vanish from layer to layer.
  const scale = Math.sqrt((3 * (shape[0] ?? 1)) / count)
  const scaled = noise.subarray(0, count).map((value) => value * scale)
  const filled = new Float32Array(count)
  for (let start = 0; start < count; start += noise.length) {
    filled.set(scaled.subarray(0, count - start), start)
  }
  return asBytes(filled)
}

function asBytes(numbers: Float32Array): Uint8Array {
  return new Uint8Array(numbers.buffer)
}
