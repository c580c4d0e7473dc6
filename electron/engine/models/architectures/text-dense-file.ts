import { open } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { readJsonFile } from '../tokenizer/read-text-file.ts'
import { TextFileUnreadable } from '../tokenizer/text-file-unreadable.ts'
import { bfloat16ToFloat32, halfToFloat32 } from '../weights/half-float.ts'
import { readSafetensors } from '../weights/read-safetensors.ts'
import type { StoredTensor } from '../weights/stored-tensor.ts'
import type { TextDense } from './text-pooling.ts'

const size = z.number().int().min(1).max(8192)

const ACTIVATIONS = {
  'torch.nn.modules.linear.Identity': 'none',
  'torch.nn.modules.activation.Tanh': 'tanh',
  'torch.nn.modules.activation.GELU': 'gelu',
  'torch.nn.modules.activation.ReLU': 'relu',
} as const

const denseFile = z.looseObject({
  in_features: size,
  out_features: size,
  bias: z.boolean().default(true),
  activation_function: z
    .enum(Object.keys(ACTIVATIONS) as (keyof typeof ACTIVATIONS)[])
    .default('torch.nn.modules.activation.Tanh'),
  use_residual: z.literal(false).default(false),
})

/**
 * A dense layer of sentence-transformers: its config.json and model.safetensors.
 * @param path its folder within the model's
 * @throws TextFileUnreadable, WeightsUnreadable
 */
export async function readDense(folder: string, path: string): Promise<TextDense> {
  const file = join(path, 'config.json')
  const config = await readJsonFile(folder, file, denseFile)
  if (config === null) throw new TextFileUnreadable(file, 'modules.json names it but it is not there')
  const { in_features: inFeatures, out_features: outFeatures } = config
  const weights = join(path, 'model.safetensors')
  const tensors = await readSafetensors(join(folder, weights))
  const read = async (key: string, shape: readonly number[]) => {
    const tensor = tensors.find((tensor) => tensor.key === key)
    if (tensor === undefined || tensor.shape.join() !== shape.join()) {
      const found = tensor === undefined ? 'has none' : `it is [${tensor.shape.join(', ')}]`
      throw new TextFileUnreadable(weights, `expected "${key}" to be [${shape.join(', ')}] but ${found}`)
    }
    return readFloats(weights, tensor)
  }
  return {
    inFeatures,
    outFeatures,
    weight: await read('linear.weight', [outFeatures, inFeatures]),
    bias: config.bias ? await read('linear.bias', [outFeatures]) : null,
    activation: ACTIVATIONS[config.activation_function],
  }
}

async function readFloats(file: string, tensor: StoredTensor): Promise<Float32Array> {
  const bytes = new Uint8Array(tensor.bytes)
  const handle = await open(tensor.file)
  try {
    await handle.read(bytes, 0, tensor.bytes, tensor.offset)
  } finally {
    await handle.close()
  }
  if (tensor.type === 'F32') return new Float32Array(bytes.buffer)
  if (tensor.type === 'F16') return halfToFloat32(new Uint16Array(bytes.buffer))
  if (tensor.type === 'BF16') return bfloat16ToFloat32(new Uint16Array(bytes.buffer))
  throw new TextFileUnreadable(file, `expected F32, F16 or BF16 but "${tensor.key}" is ${tensor.type}`)
}
