import { describe, expect, it } from 'vitest'
import { supportedProviders } from '../supported-providers.ts'
import { providersOf } from './providers-of.ts'

const all = new Set(['cuda', 'dml', 'coreml', 'webgpu', 'cpu'] as const)

describe('the providers of a platform', () => {
  it('are in the best order, the CPU last', () => {
    expect(providersOf('linux', all)).toEqual(['cuda', 'webgpu', 'cpu'])
    expect(providersOf('win32', all)).toEqual(['cuda', 'dml', 'webgpu', 'cpu'])
    expect(providersOf('darwin', all)).toEqual(['coreml', 'webgpu', 'cpu'])
  })

  it('are only those that onnxruntime was built with, and the CPU always', () => {
    expect(providersOf('win32', new Set(['dml', 'cpu'] as const))).toEqual(['dml', 'cpu'])
    expect(providersOf('freebsd', new Set())).toEqual(['cpu'])
    expect(supportedProviders()).toContain('cpu')
    expect(providersOf().at(-1)).toBe('cpu')
  })
})
