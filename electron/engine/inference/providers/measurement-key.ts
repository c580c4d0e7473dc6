import { hash } from 'node:crypto'
import { availableParallelism, cpus, hostname } from 'node:os'
import { runtimeVersion } from '../supported-providers.ts'
import type { GraphicsAdapter } from './graphics-adapters.ts'

/** Version of the probe: one that measures otherwise measures anew. */
const PROBE = 1

/** Equal as long as a measurement holds: the same computer, drivers, onnxruntime and graph. */
export function measurementKey(graphSha256: string, adapters: readonly GraphicsAdapter[]): string {
  const machine = [hostname(), process.platform, process.arch, cpus()[0]?.model, availableParallelism()]
  const drivers = [
    adapters.map(({ name, driver }) => [name, driver]),
    // Whoever sets these has other drivers than the system's.
    process.env.VK_DRIVER_FILES ?? process.env.VK_ICD_FILENAMES ?? null,
  ]
  return hash('sha256', JSON.stringify([PROBE, machine, drivers, runtimeVersion(), graphSha256]))
}
