import { afterEach, describe, expect, it } from 'vitest'
import type { ProviderReport } from '../../../electron/contract/models.ts'
import { speak } from '../../words/speak.test-data.ts'
import { providerInWords } from './provider-words.ts'

const webgpu: ProviderReport = {
  provider: 'webgpu',
  modelId: 'built-in',
  trusted: true,
  inUse: true,
  adapter: 'NVIDIA H200',
  reason: null,
  words: '',
  itemsPerSecond: 714.2,
  timesCpu: 14.04,
  largestDifference: 2.1e-6,
}
const cpu: ProviderReport = { ...webgpu, provider: 'cpu', adapter: null, itemsPerSecond: 50.9, timesCpu: 1 }
const cuda: ProviderReport = { ...webgpu, provider: 'cuda', adapter: null, reason: 'it crashed' }
const reports = [webgpu, cpu, cuda]

afterEach(() => speak('en'))

describe('providerInWords', () => {
  it('says in English what the engine says', () => {
    expect(reports.map(providerInWords)).toEqual([
      'WebGPU on NVIDIA H200: 14x CPU, max difference 2e-6',
      'CPU: 51 pictures a second',
      'CUDA: it crashed',
    ])
    expect(providerInWords({ ...webgpu, adapter: null, timesCpu: 1.449 })).toMatch(/^WebGPU: 1\.4x CPU/)
  })

  it('says it in the other languages, but for the reason', async () => {
    await speak('de')
    expect(reports.map(providerInWords)).toEqual([
      'WebGPU auf NVIDIA H200: 14-mal so schnell wie die CPU, größte Abweichung 2e-6',
      'CPU: 51 Bilder pro Sekunde',
      'CUDA: it crashed',
    ])
    await speak('zh-Hans')
    expect(reports.map(providerInWords)).toEqual([
      'WebGPU（NVIDIA H200）：速度为 CPU 的 14 倍，最大差异 2e-6',
      'CPU：每秒 51 张图片',
      'CUDA：it crashed',
    ])
  })
})
