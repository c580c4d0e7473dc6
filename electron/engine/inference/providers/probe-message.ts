import { z } from 'zod'
import { resultTensor } from '../feed-tensor.ts'
import { provider } from '../provider.ts'

/** What a probe process is to do. */
export const probeRequest = z.object({
  graphPath: z.string(),
  provider,
  /** Of the CPU. */
  threads: z.number().int().positive(),
})
export type ProbeRequest = z.infer<typeof probeRequest>

const probeComputed = z.object({
  kind: z.literal('computed'),
  /** Every output of the graph for the probe input. */
  outputs: z.record(z.string(), resultTensor),
  /** Steps of the graph that the provider computed itself. */
  ownSteps: z.number(),
  rowsPerSecond: z.number().positive(),
  /** Graphics devices that the process held open, by their paths; null where that cannot be known. */
  devices: z.array(z.string()).nullable(),
})
export type ProbeComputed = z.infer<typeof probeComputed>

/** What it says, in this order: that it has begun to compute, and how that went. */
export const probeAnswer = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('loaded') }),
  probeComputed,
  z.object({ kind: z.literal('failed'), reason: z.string() }),
])
export type ProbeAnswer = z.infer<typeof probeAnswer>
