import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { writeSmallClassifier, writeSmallDetector, writeSmallEncoder } from '../fixtures/small-graphs.ts'
import { noSoftwareVulkan, softwareVulkan } from '../fixtures/software-vulkan.ts'
import type { Provider } from '../provider.ts'
import type { GraphicsAdapter } from './graphics-adapters.ts'
import { measureProviders } from './measure-providers.ts'
import { chooseProvider, describeProvider, type ProviderResult } from './provider-result.ts'
import { forkProbe, type StartProbe } from './run-probe.ts'

const folder = mkdtempSync(join(tmpdir(), 'doublet-measure-'))
const encoder = writeSmallEncoder(folder)
afterAll(() => rmSync(folder, { recursive: true }))

interface Settings {
  readonly graphPath?: string
  readonly providers?: readonly Provider[]
  readonly startProbe?: StartProbe
  readonly timeoutMs?: number
  readonly adapters?: readonly GraphicsAdapter[]
}

function measure(settings: Settings = {}): Promise<ProviderResult[]> {
  return measureProviders({
    graphPath: encoder,
    providers: ['webgpu', 'cpu'],
    adapters: [],
    timeoutMs: 50_000,
    signal: new AbortController().signal,
    ...settings,
  })
}

function probeWith(name: string): StartProbe {
  return () => forkProbe(new URL(`./fixtures/${name}.process.ts`, import.meta.url))
}

const setAside = (words: unknown): object => ({
  verdict: 'set-aside',
  provider: 'webgpu',
  reason: { words },
})

describe('measuring providers', () => {
  it('sets aside one that crashes, and goes on to the next', async () => {
    const results = await measure({ startProbe: probeWith('killed') })
    expect(results).toMatchObject([
      setAside('it crashed while computing (SIGSEGV)'),
      { verdict: 'trusted', provider: 'cpu', timesCpu: 1, maxDifference: 0 },
    ])
    expect(chooseProvider(results)).toBe('cpu')
  })

  it('sets aside one that disagrees with the CPU', async () => {
    const [webgpu] = await measure({ startProbe: probeWith('disagreeing') })
    expect(webgpu).toMatchObject(
      setAside(
        expect.stringMatching(/^its results differ from the CPU's \(max difference 0\.50, cosine 0\.\d+\)$/),
      ),
    )
  })

  it('sets aside one that leaves everything to the CPU without a word', async () => {
    const [webgpu] = await measure({ startProbe: probeWith('falling-back') })
    expect(webgpu).toMatchObject(setAside('it left the whole model to the CPU'))
  })

  it('sets aside one that crashes only when it ends', async () => {
    const [webgpu] = await measure({ startProbe: probeWith('dying-at-the-end') })
    expect(webgpu).toMatchObject(setAside('it crashed while ending (code 134)'))
  })

  it('sets aside one that cannot be had here, with its reason', async () => {
    const [dml, cpu] = await measure({ providers: ['dml', 'cpu'] })
    expect(dml).toMatchObject({ verdict: 'set-aside', reason: { kind: 'notInBuild' } })
    expect(cpu).toMatchObject({ verdict: 'trusted', provider: 'cpu' })
  })

  it('finds input for graphs of pictures with texts, and of pictures of any size', async () => {
    for (const graphPath of [writeSmallClassifier(folder), writeSmallDetector(folder)]) {
      expect(await measure({ graphPath, providers: ['cpu'] })).toMatchObject([
        { verdict: 'trusted', cosine: 1 },
      ])
    }
  })

  it('throws when the CPU cannot run the graph', async () => {
    const graphPath = join(folder, 'broken.onnx')
    writeFileSync(graphPath, 'no graph')
    await expect(measure({ graphPath })).rejects.toThrow(/^The CPU cannot run .*broken\.onnx: /)
  })
})

describe.skipIf(noSoftwareVulkan !== undefined)(`WebGPU on SwiftShader ${noSoftwareVulkan ?? ''}`, () => {
  const environment = noSoftwareVulkan === undefined ? softwareVulkan() : process.env
  const startProbe: StartProbe = () =>
    forkProbe(new URL('./provider-probe.process.ts', import.meta.url), environment)

  it('computes itself, agrees with the CPU, is trusted, and not named after a card it did not compute on', async () => {
    const card = { name: 'NVIDIA H200', driver: 'nvidia 570.1', device: '/dev/nvidia0' }
    const [webgpu] = await measure({ startProbe, adapters: [card] })
    expect(webgpu).toMatchObject({ verdict: 'trusted', provider: 'webgpu', adapter: null })
    if (webgpu?.verdict !== 'trusted') return
    expect(webgpu.maxDifference).toBeLessThan(1e-5)
    expect(webgpu.cosine).toBeGreaterThan(0.99999)
    expect(describeProvider(webgpu).words).toMatch(/^WebGPU: [\d.]+x CPU, max difference \de[-+]\d+$/)
  })
})
