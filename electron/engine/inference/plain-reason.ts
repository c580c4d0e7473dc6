import { say, type Saying } from '../../contract/saying.ts'
import type { Provider } from './provider.ts'

const NOT_THERE = /failed to load (shared )?library|backend not found|is not enabled in this build/i

/**
 * Why a provider failed, in words for the user where its own are known, and else in its own without the places in its
 * source code.
 */
export function plainReason(provider: Provider, message: string): Saying {
  if (provider === 'cuda' && NOT_THERE.test(message)) {
    return say('cudaMissing', {})
  }
  if (NOT_THERE.test(message)) return say('notInBuild', {})
  if (/failed to get a webgpu adapter/i.test(message)) {
    return say('noAdapter', {})
  }
  const [firstLine = ''] = message
    .replace(/^.*(was false\.|Status Message:)\s*/s, '')
    .replace(/\/\S+\.(cc|cpp|h):\d+\s+/g, '')
    .trim()
    .split('\n')
  return firstLine === '' ? say('noReason', {}) : say('foreign', { text: firstLine.slice(0, 300) })
}
