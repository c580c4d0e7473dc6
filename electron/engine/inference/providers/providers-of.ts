import type { Provider } from '../provider.ts'
import { supportedProviders } from '../supported-providers.ts'

const BEST_FIRST: Readonly<Partial<Record<NodeJS.Platform, readonly Provider[]>>> = {
  linux: ['cuda', 'webgpu', 'cpu'],
  win32: ['cuda', 'dml', 'webgpu', 'cpu'],
  darwin: ['coreml', 'webgpu', 'cpu'],
}

/** What may be tried on a platform, in the order in which it is likely to be fast. The CPU is always last. */
export function providersOf(
  platform: NodeJS.Platform = process.platform,
  supported: ReadonlySet<Provider> = supportedProviders(),
): readonly Provider[] {
  const order = BEST_FIRST[platform] ?? ['webgpu', 'cpu']
  return order.filter((provider) => provider === 'cpu' || supported.has(provider))
}
