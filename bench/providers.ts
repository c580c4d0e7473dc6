import { availableParallelism } from 'node:os'
import { basename, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { noSoftwareVulkan, softwareVulkan } from '../electron/engine/inference/fixtures/software-vulkan.ts'
import { listGraphicsAdapters } from '../electron/engine/inference/providers/graphics-adapters.ts'
import { measureProviders } from '../electron/engine/inference/providers/measure-providers.ts'
import { describeProvider } from '../electron/engine/inference/providers/provider-result.ts'
import { providersOf } from '../electron/engine/inference/providers/providers-of.ts'
import { forkProbe, runProbe, type StartProbe } from '../electron/engine/inference/providers/run-probe.ts'
import { pictureEncoderModel } from '../electron/engine/inference/picture-encoder.ts'
import { builtInModelFolder } from '../electron/engine/models/built-in-model-folder.ts'
import { readModelFor } from '../electron/engine/models/read-model.ts'
import { printTable } from './table.ts'

/** Shaders of a large graph take minutes to compile on a software graphics card. */
const limits = { timeoutMs: 15 * 60_000, signal: new AbortController().signal }

/**
 * How fast a graph is on what this computer has: the CPU, each provider of the platform, and WebGPU on SwiftShader, the
 * software graphics card that CI tests with. `node bench/providers.ts [--graph FILE]`, else the built-in encoder.
 */
export async function benchProviders(graphPath: string): Promise<void> {
  const cores = availableParallelism()
  const one = await cpuRates(graphPath, 1)
  const many = await cpuRates(graphPath, cores)
  const rows: [name: string, value: string][] = [
    ['CPU, 1 worker', `${one.toFixed(1)} rows/s`],
    [`CPU, ${cores} workers`, `${many.toFixed(1)} rows/s, ${(many / one).toFixed(2)}x one`],
  ]
  const adapters = await listGraphicsAdapters()
  const measured = { graphPath, adapters, ...limits }
  for (const result of await measureProviders({ ...measured, providers: providersOf() })) {
    const speed = result.verdict === 'trusted' ? `${result.rowsPerSecond.toFixed(2)} rows/s` : 'set aside'
    rows.push([`${result.provider} as probed`, `${speed}; ${describeProvider(result).words}`])
  }
  rows.push(['webgpu on SwiftShader', noSoftwareVulkan ?? (await onSwiftShader(graphPath))])
  printTable(`Providers with ${basename(graphPath)}`, rows)
}

/** Rows a second of so many single-threaded sessions at once. */
async function cpuRates(graphPath: string, workers: number): Promise<number> {
  const request = { graphPath, provider: 'cpu', threads: 1 } as const
  const outcomes = await Promise.all(Array.from({ length: workers }, () => runProbe(request, limits)))
  return outcomes.reduce((sum, outcome) => {
    if (outcome.kind === 'failed') throw new Error(outcome.reason.words)
    return sum + outcome.rowsPerSecond
  }, 0)
}

async function onSwiftShader(graphPath: string): Promise<string> {
  const script = new URL('../electron/engine/inference/providers/provider-probe.process.ts', import.meta.url)
  const startProbe: StartProbe = () => forkProbe(script, softwareVulkan())
  const [webgpu] = await measureProviders({
    graphPath,
    adapters: [],
    providers: ['webgpu'],
    startProbe,
    ...limits,
  })
  if (webgpu?.verdict !== 'trusted') return webgpu?.reason?.words ?? 'not measured'
  return `${webgpu.rowsPerSecond.toPrecision(2)} rows/s; ${describeProvider(webgpu).words}, cosine ${webgpu.cosine.toFixed(6)}`
}

if (import.meta.main) {
  const { values } = parseArgs({ options: { graph: { type: 'string' } } })
  await benchProviders(values.graph === undefined ? await builtInGraph() : resolve(values.graph))
}

async function builtInGraph(): Promise<string> {
  const { folder, manifest } = await readModelFor(builtInModelFolder(), 'embed-pictures')
  return pictureEncoderModel(folder, manifest.name, manifest).graphPath
}
