import { z } from 'zod'

const dims = z.array(z.number().int().nonnegative())

/** One input of a graph: numbers in row-major order; the first dimension counts the rows of the batch. */
export const feedTensor = z.discriminatedUnion('type', [
  z.object({ type: z.literal('uint8'), data: z.instanceof(Uint8Array<ArrayBuffer>), dims }),
  z.object({ type: z.literal('int64'), data: z.instanceof(BigInt64Array<ArrayBuffer>), dims }),
  z.object({ type: z.literal('float32'), data: z.instanceof(Float32Array<ArrayBuffer>), dims }),
])
/** A feed whose memory is its own, so that it can be given to another thread. */
export type OwnedFeed = z.infer<typeof feedTensor>

interface Feed<Type extends string, Data> {
  readonly type: Type
  readonly data: Data
  readonly dims: readonly number[]
}
export type FeedTensor =
  | Feed<'uint8', Uint8Array>
  | Feed<'int64', BigInt64Array>
  | Feed<'float32', Float32Array>
/** By the name of the graph's input. */
export type Feeds = Readonly<Record<string, FeedTensor>>

export const resultTensor = z.object({ data: z.instanceof(Float32Array<ArrayBuffer>), dims })
/** One output of a graph, row-major. */
export interface ResultTensor {
  readonly data: Float32Array
  readonly dims: readonly number[]
}
/** By the name of the graph's output. */
export type Results = Readonly<Record<string, ResultTensor>>
