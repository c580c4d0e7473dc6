import { availableParallelism } from 'node:os'
import { say, type Saying } from '../../../contract/saying.ts'
import type { Provider } from '../provider.ts'
import { compareOutputs } from './compare-outputs.ts'
import { type GraphicsAdapter, usedAdapter } from './graphics-adapters.ts'
import type { ProbeComputed } from './probe-message.ts'
import type { ProviderResult } from './provider-result.ts'
import { type ProbeLimits, runProbe, type StartProbe } from './run-probe.ts'

/** A provider that computes otherwise in 32-bit floats stays well within both; one in 16-bit floats does not. */
const LARGEST_RELATIVE_DIFFERENCE = 1e-3
const SMALLEST_COSINE = 0.9999

export interface Measurement extends ProbeLimits {
  readonly graphPath: string
  /** In the order in which they are to be tried; the CPU, against which all are compared, is always tried. */
  readonly providers: readonly Provider[]
  readonly adapters: readonly GraphicsAdapter[]
  /** Told before each is tried. */
  readonly onProbe?: (provider: Provider) => void
  readonly startProbe?: StartProbe
}

/**
 * Tries each provider with a graph, one after another, each in a process of its own.
 * @returns one result a provider, in their order
 * @throws Error when the CPU cannot run the graph: there is nothing to compare with then; the signal's reason when aborted
 */
export async function measureProviders(measurement: Measurement): Promise<ProviderResult[]> {
  const { providers } = measurement
  const reference = await probe(measurement, 'cpu')
  if (reference.kind === 'failed')
    throw new Error(`The CPU cannot run ${measurement.graphPath}: ${reference.reason.words}`)
  const results: ProviderResult[] = []
  for (const provider of providers) {
    const outcome = provider === 'cpu' ? reference : await probe(measurement, provider)
    if (outcome.kind === 'failed') {
      results.push({ verdict: 'set-aside', provider, adapter: null, reason: outcome.reason })
    } else {
      results.push(judge(provider, outcome, reference, measurement.adapters))
    }
  }
  return results
}

function probe(measurement: Measurement, provider: Provider): ReturnType<typeof runProbe> {
  const { graphPath, onProbe, startProbe } = measurement
  onProbe?.(provider)
  const threads = provider === 'cpu' ? availableParallelism() : 1
  return runProbe({ graphPath, provider, threads }, measurement, startProbe)
}

function judge(
  provider: Provider,
  ours: ProbeComputed,
  reference: ProbeComputed,
  adapters: readonly GraphicsAdapter[],
): ProviderResult {
  const adapter = provider === 'cpu' ? null : usedAdapter(adapters, ours.devices)
  const setAside = (reason: Saying): ProviderResult => ({ verdict: 'set-aside', provider, adapter, reason })
  if (provider !== 'cpu' && ours.ownSteps === 0) return setAside(say('leftToCpu', {}))
  const difference = compareOutputs(ours.outputs, reference.outputs)
  if (difference === null) return setAside(say('noNumbers', {}))
  const { maxDifference, relative, cosine } = difference
  if (relative > LARGEST_RELATIVE_DIFFERENCE || cosine < SMALLEST_COSINE) {
    return setAside(say('differs', { difference: maxDifference.toPrecision(2), cosine: cosine.toFixed(4) }))
  }
  const { rowsPerSecond } = ours
  const timesCpu = rowsPerSecond / reference.rowsPerSecond
  return { verdict: 'trusted', provider, adapter, rowsPerSecond, timesCpu, maxDifference, cosine }
}
