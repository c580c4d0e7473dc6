import { type InferenceSession, Tensor } from 'onnxruntime-node'
import type { FeedTensor, Feeds } from './feed-tensor.ts'

type OwnResult = { data: Float32Array<ArrayBuffer>; dims: number[] }

/**
 * Runs a graph once.
 * @param outputs names of the outputs wanted, float32 all
 * @throws what onnxruntime throws, or an Error when an output is missing or not float32
 */
export async function computeBatch(
  session: InferenceSession,
  feeds: Feeds,
  outputs: readonly string[],
): Promise<Record<string, OwnResult>> {
  const inputs = Object.entries(feeds).map(([name, feed]) => [name, toTensor(feed)])
  const computed = await session.run(Object.fromEntries(inputs), outputs)
  return Object.fromEntries(outputs.map((name) => [name, ownResult(name, computed[name])]))
}

function toTensor(feed: FeedTensor): Tensor {
  switch (feed.type) {
    case 'uint8':
      return new Tensor('uint8', feed.data, feed.dims)
    case 'int64':
      return new Tensor('int64', feed.data, feed.dims)
    case 'float32':
      return new Tensor('float32', feed.data, feed.dims)
  }
}

function ownResult(name: string, tensor: Tensor | undefined): OwnResult {
  if (!(tensor?.data instanceof Float32Array)) {
    throw new Error(
      `Expected the graph's output ${name} to be float32 but it is ${tensor?.type ?? 'missing'}`,
    )
  }
  // A copy of its own, because onnxruntime's buffer cannot be given away.
  return { data: new Float32Array(tensor.data), dims: [...tensor.dims] }
}
