import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { InferenceSession, Tensor } from 'onnxruntime-node'
import type { GraphBuilder } from '../models/graph/graph-builder.ts'

export type Feed =
  | { readonly type: 'float32'; readonly data: Float32Array; readonly dims: readonly number[] }
  | { readonly type: 'uint8'; readonly data: Uint8Array; readonly dims: readonly number[] }
  | { readonly type: 'int64'; readonly data: BigInt64Array; readonly dims: readonly number[] }

export interface Fetched {
  readonly data: Float32Array | BigInt64Array
  readonly dims: readonly number[]
}

/** Writes graph.onnx into the folder that holds its weights. @returns its path */
export async function writeGraph(folder: string, graph: GraphBuilder): Promise<string> {
  const path = join(folder, 'graph.onnx')
  await writeFile(path, graph.toModel(folder))
  return path
}

/** Runs an .onnx file once in onnxruntime, on one thread of the CPU. @returns every output by its name */
export async function runGraph(
  path: string,
  feeds: Readonly<Record<string, Feed>>,
): Promise<Record<string, Fetched>> {
  const session = await InferenceSession.create(path, {
    executionProviders: ['cpu'],
    intraOpNumThreads: 1,
    interOpNumThreads: 1,
  })
  try {
    const inputs = Object.entries(feeds).map(([name, feed]) => [name, toTensor(feed)] as const)
    const outputs = await session.run(Object.fromEntries(inputs))
    return Object.fromEntries(Object.entries(outputs).map(([name, tensor]) => [name, fetched(name, tensor)]))
  } finally {
    await session.release()
  }
}

function toTensor(feed: Feed): Tensor {
  return new Tensor(feed.type, feed.data, feed.dims)
}

function fetched(name: string, { data, dims, type }: Tensor): Fetched {
  if (data instanceof Float32Array || data instanceof BigInt64Array) return { data, dims }
  throw new Error(`Expected float32 or int64 from "${name}" but the graph gave ${type}`)
}
