import type { InferenceSession } from 'onnxruntime-node'
import type { Provider } from './provider.ts'

/**
 * One thread a session: several such sessions are faster than one with all cores, and do not collapse when another
 * program takes a core.
 */
export function sessionOptions(provider: Provider): InferenceSession.SessionOptions {
  return {
    executionProviders: [provider],
    intraOpNumThreads: 1,
    interOpNumThreads: 1,
    // DirectML takes neither of these two, onnxruntime's documentation says.
    ...(provider === 'dml' && { enableMemPattern: false, executionMode: 'sequential' }),
  }
}
