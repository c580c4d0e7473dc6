import { z } from 'zod'

/** What a worker is started with. */
export const inferenceStart = z.object({
  weightsPath: z.string(),
  inputName: z.string(),
  outputName: z.string(),
  sizePx: z.number(),
  dimension: z.number(),
})
export type InferenceStart = z.infer<typeof inferenceStart>

/** One batch: uint8 [count, sizePx, sizePx, 3]. */
export const inferenceRequest = z.object({ count: z.number(), pixels: z.instanceof(Uint8Array<ArrayBuffer>) })
export type InferenceRequest = z.infer<typeof inferenceRequest>

/** `embeddings` is float32 [count, dimension]; `pixels` are the request's, given back to be filled again. */
export const inferenceAnswer = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('ready') }),
  z.object({
    kind: z.literal('embedded'),
    embeddings: z.instanceof(Float32Array),
    pixels: z.instanceof(Uint8Array<ArrayBuffer>),
  }),
  z.object({ kind: z.literal('failed'), reason: z.string() }),
])
export type InferenceAnswer = z.infer<typeof inferenceAnswer>
