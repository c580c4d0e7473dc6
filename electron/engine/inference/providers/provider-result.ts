import { z } from 'zod'
import { say, saying, type Saying } from '../../../contract/saying.ts'
import { type Provider, provider, providerName } from '../provider.ts'

/** How one provider did with one graph on this computer. */
export const providerResult = z.discriminatedUnion('verdict', [
  z.object({
    verdict: z.literal('trusted'),
    provider,
    /** Name of the graphics card, where it could be learnt. */
    adapter: z.string().nullable(),
    rowsPerSecond: z.number().positive(),
    /** Its speed to that of the CPU with all cores. */
    timesCpu: z.number().positive(),
    /** Of its results to the CPU's. */
    maxDifference: z.number().nonnegative(),
    cosine: z.number(),
  }),
  z.object({
    verdict: z.literal('set-aside'),
    provider,
    adapter: z.string().nullable(),
    /** Reads on after the provider's name and a colon. What was kept by an earlier version is plain English. */
    reason: z.union([saying, z.string().transform((text) => say('foreign', { text }))]),
  }),
])
export type ProviderResult = z.infer<typeof providerResult>

/** The fastest of those that can be trusted; the CPU where there is none. */
export function chooseProvider(results: readonly ProviderResult[]): Provider {
  const trusted = results.filter((result) => result.verdict === 'trusted')
  return trusted.toSorted((a, b) => b.rowsPerSecond - a.rowsPerSecond)[0]?.provider ?? 'cpu'
}

/**
 * "WebGPU on NVIDIA H200: 14x CPU, max difference 2e-6"
 * @param rows what the graph's rows are
 */
export function describeProvider(result: ProviderResult, rows: 'pictures' | 'titles' = 'pictures'): Saying {
  const { adapter } = result
  const own = providerName(result.provider)
  const name = adapter === null ? own : say('onAdapter', { name: own, adapter })
  if (result.verdict === 'set-aside') return say('providerSetAside', { name, reason: result.reason })
  if (result.provider === 'cpu')
    return say(rows === 'pictures' ? 'cpuPictures' : 'cpuTitles', {
      name,
      count: rounded(result.rowsPerSecond),
    })
  const difference = result.maxDifference.toExponential(0)
  return say('timesCpu', { name, times: rounded(result.timesCpu), difference })
}

/** Two digits, since speeds vary by more than that. */
function rounded(value: number): number {
  return value >= 10 ? Math.round(value) : Number(value.toPrecision(2))
}
