import { parentPort, workerData } from 'node:worker_threads'
import { InferenceSession, Tensor } from 'onnxruntime-node'
import { type InferenceAnswer, inferenceRequest, inferenceStart } from './inference-message.ts'

/*
 * One single-threaded onnxruntime session. Sessions block their thread, so each has a worker of its own; and one
 * thread each is faster than one session with all cores, and does not collapse when another program takes a core.
 */

if (parentPort === null) throw new Error('Expected to be started as a worker thread')
const port = parentPort
const { weightsPath, inputName, outputName, sizePx, dimension } = inferenceStart.parse(workerData)

function answer(message: InferenceAnswer, transfer: ArrayBuffer[] = []): void {
  port.postMessage(message, transfer)
}

function fail(error: unknown): void {
  answer({ kind: 'failed', reason: error instanceof Error ? error.message : String(error) })
}

async function embed(session: InferenceSession, message: unknown): Promise<void> {
  const { count, pixels } = inferenceRequest.parse(message)
  const input = new Tensor('uint8', pixels, [count, sizePx, sizePx, 3])
  const { [outputName]: output } = await session.run({ [inputName]: input })
  if (!(output?.data instanceof Float32Array) || output.data.length !== count * dimension) {
    throw new Error(
      `Expected float32 [${count}, ${dimension}] but the model gave ${output?.type} [${output?.dims.join(', ')}]`,
    )
  }
  // A copy of its own, because onnxruntime's buffer cannot be given away.
  const embeddings = new Float32Array(output.data)
  answer({ kind: 'embedded', embeddings, pixels }, [embeddings.buffer, pixels.buffer])
}

try {
  const session = await InferenceSession.create(weightsPath, {
    executionProviders: ['cpu'],
    intraOpNumThreads: 1,
    interOpNumThreads: 1,
  })
  port.on('message', (message: unknown) => void embed(session, message).catch(fail))
  answer({ kind: 'ready' })
} catch (error) {
  fail(error)
}
