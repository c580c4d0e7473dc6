import { parentPort, workerData } from 'node:worker_threads'
import { InferenceSession } from 'onnxruntime-node'
import { computeBatch } from './compute-batch.ts'
import { type InferenceAnswer, inferenceRequest, inferenceStart } from './inference-message.ts'
import { sessionOptions } from './session-options.ts'

/* One onnxruntime session. Sessions block their thread, so each has a worker of its own. */

if (parentPort === null) throw new Error('Expected to be started as a worker thread')
const port = parentPort
const { graphPath, provider, outputs } = inferenceStart.parse(workerData)

function answer(message: InferenceAnswer, transfer: ArrayBuffer[] = []): void {
  port.postMessage(message, transfer)
}

function fail(error: unknown): void {
  answer({ kind: 'failed', reason: error instanceof Error ? error.message : String(error) })
}

async function compute(session: InferenceSession, message: unknown): Promise<void> {
  const { feeds } = inferenceRequest.parse(message)
  const results = await computeBatch(session, feeds, outputs)
  const buffers = [...Object.values(results), ...Object.values(feeds)].map(({ data }) => data.buffer)
  answer({ kind: 'computed', results, feeds }, buffers)
}

try {
  const session = await InferenceSession.create(graphPath, sessionOptions(provider))
  port.on('message', (message: unknown) => void compute(session, message).catch(fail))
  answer({ kind: 'ready' })
} catch (error) {
  fail(error)
}
