import { compareFrames } from './compare-frames.ts'
import type { CompareAnswer, CompareRequest } from './comparison.ts'

/** Only the newest request counts: who has gone on to another pair waits for no other. */
let newest: CompareRequest | null = null
let isBusy = false

self.addEventListener('message', ({ data }: MessageEvent<CompareRequest>) => {
  if (newest !== null) answer({ id: newest.id, error: 'superseded' })
  newest = data
  if (!isBusy) void work()
})

async function work(): Promise<void> {
  isBusy = true
  while (newest !== null) {
    const { id, fixed, moved }: CompareRequest = newest
    newest = null
    try {
      answer({ id, comparison: await compareFrames(fixed, moved) })
    } catch (error) {
      answer({ id, error: error instanceof Error ? error.message : String(error) })
    }
  }
  isBusy = false
}

function answer(message: CompareAnswer): void {
  const transfer = 'comparison' in message ? [message.comparison.difference.data.buffer] : []
  self.postMessage(message, { transfer })
}
