import { describe, expect, it } from 'vitest'
import { say } from '../../../contract/saying.ts'
import { chooseProvider, describeProvider, type ProviderResult } from './provider-result.ts'

const cpu: ProviderResult = {
  verdict: 'trusted',
  provider: 'cpu',
  adapter: null,
  rowsPerSecond: 51.4,
  timesCpu: 1,
  maxDifference: 0,
  cosine: 1,
}
const webgpu: ProviderResult = {
  ...cpu,
  provider: 'webgpu',
  adapter: 'NVIDIA H200',
  rowsPerSecond: 720,
  timesCpu: 14.01,
  maxDifference: 2.1e-6,
}
const cuda: ProviderResult = {
  verdict: 'set-aside',
  provider: 'cuda',
  adapter: null,
  reason: say('noReason', {}),
}

describe('the provider that is chosen', () => {
  it('is the fastest that can be trusted', () => {
    expect(chooseProvider([cuda, webgpu, cpu])).toBe('webgpu')
    expect(chooseProvider([cuda, { ...webgpu, rowsPerSecond: 40 }, cpu])).toBe('cpu')
  })

  it('is the CPU where nothing else is known', () => {
    expect(chooseProvider([])).toBe('cpu')
    expect(chooseProvider([cuda])).toBe('cpu')
  })
})

describe('the words for a provider', () => {
  it('say its card, its speed and how far it is from the CPU', () => {
    expect(describeProvider(webgpu).words).toBe('WebGPU on NVIDIA H200: 14x CPU, max difference 2e-6')
    expect(describeProvider({ ...webgpu, adapter: null, timesCpu: 1.449 }).words).toBe(
      'WebGPU: 1.4x CPU, max difference 2e-6',
    )
    expect(describeProvider(cpu).words).toBe('CPU: 51 pictures a second')
    expect(describeProvider(cpu, 'titles').words).toBe('CPU: 51 titles a second')
  })

  it('say why it was set aside', () => {
    expect(describeProvider(cuda).words).toBe('CUDA: it gave no reason')
  })
})
