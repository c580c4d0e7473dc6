import { probeGraph } from './probe-graph.ts'
import { type ProbeAnswer, probeRequest } from './probe-message.ts'

/*
 * Tries one provider and says how it went. A process of its own, since a graphics driver may crash or hang and would take
 * with it whatever else runs there.
 */

/** Resolves when the message is on its way; to leave before that would lose a large one. */
function answer(message: ProbeAnswer): Promise<void> {
  return new Promise((resolve) => process.send?.(message, () => resolve()))
}

async function probe(message: unknown): Promise<void> {
  try {
    await answer(await probeGraph(probeRequest.parse(message), () => void answer({ kind: 'loaded' })))
  } catch (error) {
    await answer({ kind: 'failed', reason: error instanceof Error ? error.message : String(error) })
  }
}

process.once('message', (message) => {
  void probe(message).finally(() => process.disconnect())
})
