import type { Provider } from './provider.ts'

const NOT_THERE = /failed to load (shared )?library|backend not found|is not enabled in this build/i

/**
 * Why a provider failed, in words for the user where its own are known, and else in its own without the places in its
 * source code.
 */
export function plainReason(provider: Provider, message: string): string {
  if (provider === 'cuda' && NOT_THERE.test(message)) {
    return "its libraries are not installed (CUDA, cuDNN and onnxruntime's CUDA provider); WebGPU needs none of them"
  }
  if (NOT_THERE.test(message)) return 'this build of onnxruntime does not have it'
  if (/failed to get a webgpu adapter/i.test(message)) {
    return 'no graphics card with a driver that it can use was found (on Linux: Vulkan)'
  }
  const [firstLine = ''] = message
    .replace(/^.*(was false\.|Status Message:)\s*/s, '')
    .replace(/\/\S+\.(cc|cpp|h):\d+\s+/g, '')
    .trim()
    .split('\n')
  return firstLine.slice(0, 300) || 'it gave no reason'
}
