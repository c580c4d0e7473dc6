import { z } from 'zod'
import { feedTensor, resultTensor } from './feed-tensor.ts'
import { provider } from './provider.ts'

/** What a worker is started with. */
export const inferenceStart = z.object({
  graphPath: z.string(),
  provider,
  /** Names of the graph's outputs to compute, float32 all. */
  outputs: z.array(z.string()).min(1),
})
export type InferenceStart = z.infer<typeof inferenceStart>

const feeds = z.record(z.string(), feedTensor)

/** One batch. */
export const inferenceRequest = z.object({ feeds })
export type InferenceRequest = z.infer<typeof inferenceRequest>

/** `feeds` are the request's, given back to be filled again. */
export const inferenceAnswer = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('ready') }),
  z.object({ kind: z.literal('computed'), results: z.record(z.string(), resultTensor), feeds }),
  z.object({ kind: z.literal('failed'), reason: z.string() }),
])
export type InferenceAnswer = z.infer<typeof inferenceAnswer>
