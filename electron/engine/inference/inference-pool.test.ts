import { fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, afterEach, describe, expect, it } from 'vitest'
import type { Saying } from '../../contract/saying.ts'
import type { ResultTensor } from './feed-tensor.ts'
import { writeMemoryHungryGraph } from './fixtures/memory-hungry-graph.ts'
import { noSoftwareVulkan, softwareVulkan } from './fixtures/software-vulkan.ts'
import { InferencePool, type PoolStart } from './inference-pool.ts'

const folder = mkdtempSync(join(tmpdir(), 'doublet-pool-'))
const graphPath = writeMemoryHungryGraph(folder)
const start: PoolStart = { graphPath, name: 'Hungry', outputs: ['echo'], workers: 2 }

let pool: InferencePool
afterEach(() => pool?.close())
afterAll(() => rmSync(folder, { recursive: true }))

/** @param loads each row's; from 2 in sum on there is not enough memory for them together */
async function echo(loads: readonly number[]): Promise<ResultTensor | undefined> {
  const load = { type: 'float32', data: Float32Array.from(loads), dims: [loads.length, 1] } as const
  return (await pool.run({ load }, loads.length)).echo
}

describe('a pool whose graph asks for more memory than there is', () => {
  it('goes on with half as many rows, and gives them all in their order', async () => {
    pool = await InferencePool.start(start)
    const loads = [0.5, 0.75, 0.25, 1, 0.125, 1, 0, 0.5]
    expect(await echo(loads)).toEqual({ data: Float32Array.from(loads), dims: [8, 1] })
    expect(pool.batchRows).toBe(2)
    expect(pool.workers).toBe(2)
  })

  it('cuts what waited meanwhile, and what comes later, at once', async () => {
    pool = await InferencePool.start(start)
    const batches = Array.from({ length: 6 }, (_, n) => Array.from({ length: 4 }, () => 1 - n / 8))
    const echoes = await Promise.all(batches.map((batch) => echo(batch)))
    expect(echoes.map((tensor) => [...(tensor?.data ?? [])])).toEqual(batches)
    expect(pool.batchRows).toBe(2)
  })

  it('fails the row that does not fit alone, and no other', async () => {
    pool = await InferencePool.start(start)
    await expect(echo([5])).rejects.toMatchObject({
      name: 'BatchTooLarge',
      message: expect.stringContaining('There is no memory for even one row'),
    })
    expect((await echo([1, 1]))?.data).toEqual(Float32Array.of(1, 1))
    expect(pool.batchRows).toBe(8)
  })
})

describe('a pool on a provider that cannot be had', () => {
  it('goes on with the CPU and says so', async () => {
    const notices: string[] = []
    const onNotice = ({ words }: Saying): void => void notices.push(words)
    pool = await InferencePool.start({ ...start, provider: 'dml', onNotice })
    expect((await echo([1]))?.data).toEqual(Float32Array.of(1))
    expect([pool.provider, pool.workers]).toEqual(['cpu', 2])
    expect(notices).toEqual([
      'DirectML was given up for Hungry, and the CPU does the work: this build of onnxruntime does not have it',
    ])
  })

  it('says why when the CPU cannot load the graph either', async () => {
    const broken = join(folder, 'broken.onnx')
    writeFileSync(broken, 'no graph')
    const notices: string[] = []
    const onNotice = ({ words }: Saying): void => void notices.push(words)
    const starting = InferencePool.start({ ...start, graphPath: broken, provider: 'dml', onNotice })
    await expect(starting).rejects.toMatchObject({
      name: 'InferenceStopped',
      message: expect.stringContaining('The model Hungry cannot be loaded'),
    })
    expect(notices).toHaveLength(1)
  })
})

describe('what a pool is given', () => {
  it('must be of as many rows as it is said to be', async () => {
    pool = await InferencePool.start(start)
    const load = { type: 'float32', data: new Float32Array(3), dims: [3, 1] } as const
    await expect(pool.run({ load }, 2)).rejects.toThrow('Expected 2 rows of shape [3, 1] for load')
    await expect(pool.run({ load }, 0)).rejects.toThrow('Expected 1 or more rows but received 0')
  })

  it('fails alone when the graph has no such input', async () => {
    pool = await InferencePool.start(start)
    const other = { type: 'uint8', data: new Uint8Array(1), dims: [1, 1] } as const
    await expect(pool.run({ other }, 1)).rejects.toMatchObject({ name: 'InferenceFailed' })
    expect((await echo([1]))?.data).toEqual(Float32Array.of(1))
  })
})

describe.skipIf(noSoftwareVulkan !== undefined)(`a pool on WebGPU ${noSoftwareVulkan ?? ''}`, () => {
  it('halves its batches when memory runs out, and leaves to the CPU what does not fit at all', async () => {
    const script = fileURLToPath(new URL('./fixtures/pool-on-webgpu.process.ts', import.meta.url))
    const child = fork(script, {
      env: softwareVulkan(),
      execArgv: [],
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    })
    const ended = once(child, 'exit')
    const answered = once(child, 'message')
    child.send({ graphPath, batches: [[1], [1, 0.5, 0.25, 1], [0.5, 0.75], [5], [0.25]] })
    const [answer] = await answered
    expect(answer).toEqual({
      outcomes: [
        { echo: [1], provider: 'webgpu', batchRows: 32, workers: 1 },
        { echo: [1, 0.5, 0.25, 1], provider: 'webgpu', batchRows: 2, workers: 1 },
        { echo: [0.5, 0.75], provider: 'webgpu', batchRows: 2, workers: 1 },
        { echo: 'BatchTooLarge', provider: 'cpu', batchRows: 8, workers: 2 },
        { echo: [0.25], provider: 'cpu', batchRows: 8, workers: 2 },
      ],
      notices: [expect.stringContaining('WebGPU was given up for Hungry, and the CPU does the work')],
    })
    expect(await ended).toEqual([0, null])
  })
})
