import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { afterEach, describe, expect, it } from 'vitest'
import { builtInModelFolder } from '../models/built-in-model-folder.ts'
import { readModelFor } from '../models/read-model.ts'
import type { StartWorker } from './inference-thread.ts'
import { PictureEncoder, pictureEncoderModel } from './picture-encoder.ts'

const { folder, manifest } = await readModelFor(builtInModelFolder(), 'embed-pictures')
const model = pictureEncoderModel(folder, manifest.name, manifest)
const { dimension } = model.embedding
const pictureBytes = model.pixels.widthPx * model.pixels.heightPx * 3

let starts = 0
/** The real worker, with a picture that kills it. */
const startMortalWorker: StartWorker = (start) => {
  starts++
  return new Worker(new URL('./fixtures/mortal.worker.ts', import.meta.url), { workerData: start })
}

let pool: PictureEncoder | undefined
afterEach(async () => {
  await pool?.close()
  pool = undefined
  starts = 0
})

function noise(count: number, seed: number): Uint8Array {
  return Uint8Array.from(
    { length: count * pictureBytes },
    (_, index) => (index * seed * 31 + (index >> 3)) % 64,
  )
}

const poison = new Uint8Array(pictureBytes).fill(66)

describe('the picture encoder', () => {
  it('gives rows of length 1 that do not depend on the batch', async () => {
    pool = await PictureEncoder.start(model, { workers: 2 })
    const pixels = noise(3, 7)
    const together = await pool.embed(pixels, 3)
    expect(together).toHaveLength(3 * dimension)
    const row = together.subarray(dimension, 2 * dimension)
    expect(Math.hypot(...row)).toBeCloseTo(1, 4)
    const alone = await pool.embed(pixels.subarray(pictureBytes, 2 * pictureBytes), 1)
    const cosine = alone.reduce((sum, value, index) => sum + value * (row[index] ?? 0), 0)
    expect(cosine).toBeGreaterThan(0.99999)
    expect(pixels).toEqual(noise(3, 7))
  })

  it('serves more batches than it has workers', async () => {
    pool = await PictureEncoder.start(model, { workers: 2 })
    const embed = pool.embed.bind(pool)
    const batches = Array.from({ length: 9 }, (_, index) => embed(noise(2, index + 1), 2))
    for (const embeddings of await Promise.all(batches)) expect(embeddings).toHaveLength(2 * dimension)
  })

  it('replaces a worker that dies, and fails only the batch that it died of', async () => {
    pool = await PictureEncoder.start(model, { workers: 1 }, startMortalWorker)
    const deadly = pool.embed(poison, 1)
    const harmless = pool.embed(noise(1, 3), 1)
    await expect(deadly).rejects.toMatchObject({ name: 'InferenceFailed' })
    expect(await harmless).toHaveLength(dimension)
    // The first, one for the second attempt, one for the batch after it.
    expect(starts).toBe(3)
  })

  it('gives up after three replacements, and says so to whoever waits or comes later', async () => {
    pool = await PictureEncoder.start(model, { workers: 1 }, startMortalWorker)
    const deadly = [1, 2].map(() => pool?.embed(poison, 1))
    const waiting = pool.embed(noise(1, 3), 1)
    const outcomes = await Promise.allSettled([...deadly, waiting])
    expect(outcomes.map((outcome) => outcome.status === 'rejected' && outcome.reason.name)).toEqual([
      'InferenceFailed',
      'InferenceFailed',
      'InferenceStopped',
    ])
    expect(starts).toBe(4)
    await expect(pool.embed(noise(1, 3), 1)).rejects.toMatchObject({ name: 'InferenceStopped' })
  })

  it('fails what waits when it is closed', async () => {
    pool = await PictureEncoder.start(model, { workers: 1 })
    const embed = pool.embed.bind(pool)
    const waiting = [1, 2, 3].map((seed) => embed(noise(1, seed), 1))
    const outcomes = Promise.allSettled(waiting)
    await pool.close()
    for (const outcome of (await outcomes).slice(1)) {
      expect(outcome).toMatchObject({ status: 'rejected', reason: { name: 'InferenceStopped' } })
    }
  })

  it('refuses pixels of another size', async () => {
    pool = await PictureEncoder.start(model, { workers: 1 })
    await expect(async () => pool?.embed(new Uint8Array(5), 1)).rejects.toThrow(
      `Expected ${pictureBytes} bytes for 1 pictures but received 5`,
    )
  })

  it('says why a model cannot be loaded', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'doublet-pool-'))
    const graphPath = join(folder, 'encoder.onnx')
    writeFileSync(graphPath, 'no model')
    await expect(PictureEncoder.start({ ...model, graphPath }, { workers: 2 })).rejects.toMatchObject({
      name: 'InferenceStopped',
      message: expect.stringContaining(`The model ${model.name} cannot be loaded`),
    })
    rmSync(folder, { recursive: true })
  })
})
