import type { Provider } from '../provider.ts'
import { type GraphicsAdapter, listGraphicsAdapters } from './graphics-adapters.ts'
import { measureProviders } from './measure-providers.ts'
import { measurementKey } from './measurement-key.ts'
import type { ProviderResult } from './provider-result.ts'
import { ProviderStore } from './provider-store.ts'
import { providersOf } from './providers-of.ts'
import type { StartProbe } from './run-probe.ts'

/** Loading a graph of some gigabytes and compiling its shaders for the first time takes a while. */
const TIMEOUT_MS = 180_000

export interface ProviderCheck {
  /** Absolute path of the graph to run. */
  readonly graphPath: string
  /** SHA-256 of the graph's file, hexadecimal. */
  readonly graphSha256: string
  /** Keeps `providers.json`. */
  readonly dataFolder: string
  readonly signal: AbortSignal
  /** Measure even where results are kept. */
  readonly again?: boolean
  /** Told before each provider is tried; not at all where results are kept. */
  readonly onProbe?: (provider: Provider) => void
  readonly providers?: readonly Provider[]
  readonly timeoutMs?: number
  readonly startProbe?: StartProbe
}

/**
 * Which providers can be trusted with a graph on this computer, and how fast they are: from what was kept, or measured
 * now, which takes seconds to minutes.
 * @returns one result a provider, best first by what is usual on this platform
 * @throws Error when the CPU cannot run the graph; the signal's reason when aborted
 */
export async function checkProviders(check: ProviderCheck): Promise<readonly ProviderResult[]> {
  const store = new ProviderStore(check.dataFolder)
  const adapters = await listGraphicsAdapters()
  const key = measurementKey(check.graphSha256, adapters)
  const kept = check.again === true ? null : await store.find(key)
  if (kept !== null) return kept
  const results = await measure(check, adapters)
  await store.keep(key, results, new Date())
  return results
}

/** Only what was kept: never tries anything. @returns null where nothing was measured that still holds */
export async function findCheckedProviders(
  dataFolder: string,
  graphSha256: string,
): Promise<readonly ProviderResult[] | null> {
  const key = measurementKey(graphSha256, await listGraphicsAdapters())
  return new ProviderStore(dataFolder).find(key)
}

function measure(check: ProviderCheck, adapters: readonly GraphicsAdapter[]): Promise<ProviderResult[]> {
  const { graphPath, signal, onProbe, startProbe } = check
  return measureProviders({
    graphPath,
    adapters,
    signal,
    providers: check.providers ?? providersOf(),
    timeoutMs: check.timeoutMs ?? TIMEOUT_MS,
    ...(onProbe !== undefined && { onProbe }),
    ...(startProbe !== undefined && { startProbe }),
  })
}
