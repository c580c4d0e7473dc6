import { z } from 'zod'

/** What a graph is computed with, by onnxruntime's names. */
export const provider = z.enum(['cuda', 'dml', 'coreml', 'webgpu', 'cpu'])
export type Provider = z.infer<typeof provider>

const NAMES: Readonly<Record<Provider, string>> = {
  cuda: 'CUDA',
  dml: 'DirectML',
  coreml: 'Core ML',
  webgpu: 'WebGPU',
  cpu: 'CPU',
}

/** As its makers write it. */
export function providerName(provider: Provider): string {
  return NAMES[provider]
}
