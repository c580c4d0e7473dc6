import type { ChildProcess } from 'node:child_process'
import { describe, expect, it } from 'vitest'
import { forkProbe, runProbe } from './run-probe.ts'

const request = { graphPath: '/nowhere.onnx', provider: 'webgpu', threads: 1 } as const
const hanging = new URL('./fixtures/hanging.process.ts', import.meta.url)

describe('a probe', () => {
  it('is killed when it hangs', async () => {
    let child: ChildProcess | undefined
    const limits = { timeoutMs: 2000, signal: new AbortController().signal }
    const outcome = await runProbe(request, limits, () => (child = forkProbe(hanging)))
    expect(outcome).toEqual({
      kind: 'failed',
      reason: { kind: expect.stringMatching(/^hung/), values: { seconds: 2 }, words: expect.any(String) },
    })
    expect(child?.signalCode).toBe('SIGKILL')
  })

  it('is killed when it is not wanted any more', async () => {
    const abort = new AbortController()
    const reason = new Error('enough')
    let child: ChildProcess | undefined
    const probing = runProbe(request, { timeoutMs: 50_000, signal: abort.signal }, () => {
      child = forkProbe(hanging)
      child.once('message', () => abort.abort(reason))
      return child
    })
    await expect(probing).rejects.toBe(reason)
    expect(child?.signalCode).toBe('SIGKILL')
  })

  it('says what the provider said of a graph that is not there', async () => {
    const limits = { timeoutMs: 50_000, signal: new AbortController().signal }
    const outcome = await runProbe({ ...request, provider: 'cpu' }, limits)
    expect(outcome).toMatchObject({
      kind: 'failed',
      reason: { words: expect.stringContaining('nowhere.onnx') },
    })
  })

  it('fails when its process cannot be started', async () => {
    const limits = { timeoutMs: 50_000, signal: new AbortController().signal }
    const missing = new URL('./fixtures/missing.process.ts', import.meta.url)
    expect(await runProbe(request, limits, () => forkProbe(missing))).toMatchObject({
      kind: 'failed',
      reason: { words: 'it crashed while loading the model (code 1)' },
    })
  })
})
