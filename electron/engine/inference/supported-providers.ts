import { env, listSupportedBackends } from 'onnxruntime-node'
import { type Provider, provider } from './provider.ts'

/** What this computer's build of onnxruntime was made with; their libraries may be missing all the same. */
export function supportedProviders(): ReadonlySet<Provider> {
  const names = listSupportedBackends().map(({ name }) => provider.safeParse(name))
  return new Set(names.flatMap((name) => (name.success ? [name.data] : [])))
}

/** "1.30.0" */
export function runtimeVersion(): string {
  return env.versions.node ?? env.versions.common
}
