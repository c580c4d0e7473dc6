import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { Worker } from 'node:worker_threads'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { PictureEncoder, pictureEncoderModel } from '../inference/picture-encoder.ts'
import { builtInModelFolder } from '../models/built-in-model-folder.ts'
import { readModelFor } from '../models/read-model.ts'
import { describePictures } from './describe-pictures.ts'
import type { DescribeResult, PendingPicture } from './describe-result.ts'

const model = await readModelFor(builtInModelFolder(), 'embed-pictures')
const encoderModel = pictureEncoderModel(model.folder, model.manifest.name, model.manifest)
let encoder: PictureEncoder
let folder: string

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'doublet-describe-'))
  encoder = await PictureEncoder.start(encoderModel, { workers: 2 })
})
afterAll(async () => {
  await encoder.close()
  rmSync(folder, { recursive: true })
})

async function drawPicture(name: string, seed: number): Promise<string> {
  const path = join(folder, name)
  const data = Buffer.from(
    Uint8Array.from({ length: 90 * 70 * 3 }, (_, index) => Math.floor((index * seed) / 97) % 256),
  )
  await sharp(data, { raw: { width: 90, height: 70, channels: 3 } }).toFile(path)
  return path
}

function pending(paths: readonly string[]): PendingPicture[] {
  return paths.map((path, key) => ({ key, path, fileName: path }))
}

async function describeAll(
  pictures: Iterable<PendingPicture> | AsyncIterable<PendingPicture>,
  options: { known?: (sha256: string) => boolean; signal?: AbortSignal; pool?: PictureEncoder } = {},
): Promise<Map<number, DescribeResult>> {
  const { known = () => false, signal = new AbortController().signal, pool = encoder } = options
  const results = new Map<number, DescribeResult>()
  for await (const result of describePictures(pictures, { encoder: pool, known, signal })) {
    expect(results.has(result.key)).toBe(false)
    results.set(result.key, result)
  }
  return results
}

/** Two pictures side by side. */
async function drawCollage(name: string, halves: readonly [Buffer, Buffer]): Promise<string> {
  const path = join(folder, name)
  await sharp({ create: { width: 400, height: 300, channels: 3, background: '#ffffff' } })
    .composite(halves.map((input, n) => ({ input, left: n * 200, top: 0 })))
    .png()
    .toFile(path)
  return path
}

async function drawWaves(tint: readonly [number, number, number]): Promise<Buffer> {
  const data = Buffer.alloc(200 * 300 * 3)
  for (let at = 0; at < data.length; at += 1) {
    const [x, y] = [Math.floor(at / 3) % 200, Math.floor(at / 600)]
    data[at] = (tint[at % 3] ?? 0) + 45 * Math.sin((x + y) / 17) + 40 * Math.cos((x - 2 * y) / 23)
  }
  return sharp(data, { raw: { width: 200, height: 300, channels: 3 } })
    .png()
    .toBuffer()
}

describe('describing pictures', () => {
  it('describes the pictures within a picture as if they were files of their own', async () => {
    const halves = await Promise.all([drawWaves([160, 90, 90]), drawWaves([90, 90, 160])] as const)
    const collage = await drawCollage('collage.png', [halves[0], halves[1]])
    const files = halves.map((bytes, n) => {
      const path = join(folder, `half${n}.png`)
      writeFileSync(path, bytes)
      return path
    })
    const results = await describeAll(pending([collage, ...files]))
    const [whole, left, right] = [0, 1, 2].map((key) => {
      const result = results.get(key)
      if (result?.kind !== 'described') throw new Error(`Expected picture ${key} to be described`)
      return result
    })
    expect(left?.inner).toEqual([])
    expect(whole?.inner.map(({ box }) => box)).toEqual([
      { x: 0, y: 0, width: 200, height: 300 },
      { x: 200, y: 0, width: 200, height: 300 },
    ])
    const alike = [left, right].map((half, n) =>
      (half?.embedding ?? new Float32Array()).reduce(
        (sum, value, at) => sum + value * (whole?.inner[n]?.embedding[at] ?? 0),
        0,
      ),
    )
    for (const cosine of alike) expect(cosine).toBeGreaterThan(0.999)
  })

  it('gives one result for each file of a mixed folder, good, bad and vanished', async () => {
    const good = await Promise.all(
      Array.from({ length: 21 }, (_, index) => drawPicture(`good${index}.png`, index + 5)),
    )
    const text = join(folder, 'text.jpg')
    writeFileSync(text, 'not a picture')
    const cut = join(folder, 'cut.png')
    const whole = readFileSync(await drawPicture('whole.png', 77))
    writeFileSync(cut, whole.subarray(0, whole.length / 2))
    const empty = join(folder, 'empty.jpg')
    writeFileSync(empty, '')
    const wrongName = join(folder, 'wrong.jpg')
    writeFileSync(wrongName, whole)
    const paths = [...good, text, cut, empty, join(folder, 'vanished.jpg'), wrongName]

    const results = await describeAll(pending(paths))
    expect(results.size).toBe(26)
    for (let key = 0; key < 21; key++) {
      expect(results.get(key)).toMatchObject({ kind: 'described', width: 90, height: 70, mislabelled: false })
    }
    const codes = [21, 22, 23, 24].map((key) => {
      const result = results.get(key)
      return result?.kind === 'failed' ? result.code : result?.kind
    })
    expect(codes).toEqual(['NOT_A_PICTURE', 'FILE_TRUNCATED', 'FILE_EMPTY', 'FILE_VANISHED'])
    expect(results.get(25)).toMatchObject({ kind: 'described', format: 'png', mislabelled: true })
  })

  it('gives the embeddings of the reference pictures that the trained model gave in Python', async () => {
    const reference = join(model.folder, 'reference')
    const expected = z
      .record(z.string(), z.array(z.number()))
      .parse(JSON.parse(readFileSync(join(reference, 'expected.json'), 'utf8')))
    const names = Object.keys(expected)
    const results = await describeAll(pending(names.map((name) => join(reference, name))))
    const cosines = names.map((name, key) => {
      const result = results.get(key)
      const ours = result?.kind === 'described' ? result.embedding : new Float32Array()
      return ours.reduce((sum, value, index) => sum + value * (expected[name]?.[index] ?? 0), 0)
    })
    expect(cosines.length).toBeGreaterThan(0)
    expect(Math.min(...cosines)).toBeGreaterThanOrEqual(0.999)
  })

  it('does not decode what is known', async () => {
    const path = join(folder, 'known.jpg')
    writeFileSync(path, 'not a picture, but described before')
    const results = await describeAll(pending([path]), { known: () => true })
    expect(results.get(0)).toMatchObject({ kind: 'known', size: 35 })
  })

  it('describes the same content alike, whatever its neighbours in the batch', async () => {
    const paths = await Promise.all(
      Array.from({ length: 11 }, (_, index) => drawPicture(`same${index}.png`, 40 + index)),
    )
    const together = await describeAll(pending(paths))
    const alone = await describeAll(pending([paths[6] ?? '']))
    const [a, b] = [together.get(6), alone.get(0)]
    if (a?.kind !== 'described' || b?.kind !== 'described') throw new Error('Expected both to be described')
    expect(a.phash).toEqual(b.phash)
    expect(a.thumbnail).toEqual(b.thumbnail)
    expect(a.embedding.reduce((sum, value, index) => sum + value * (b.embedding[index] ?? 0), 0)).toBeCloseTo(
      1,
      4,
    )
  })

  it('gives results while its source still waits for them', async () => {
    const path = await drawPicture('one.png', 3)
    const arrived = Promise.withResolvers<void>()
    async function* source(): AsyncGenerator<PendingPicture> {
      yield { key: 0, path, fileName: path }
      await arrived.promise
    }
    for await (const result of describePictures(source(), {
      encoder,
      known: () => false,
      signal: new AbortController().signal,
    })) {
      expect(result.kind).toBe('described')
      arrived.resolve()
    }
  })

  it('throws the reason when aborted, and takes no more pictures', async () => {
    const path = await drawPicture('again.png', 9)
    let taken = 0
    function* endless(): Generator<PendingPicture> {
      while (true) yield { key: taken++, path, fileName: path }
    }
    const abort = new AbortController()
    const reason = new Error('enough')
    let seen = 0
    const describing = (async () => {
      for await (const _ of describePictures(endless(), {
        encoder,
        known: () => false,
        signal: abort.signal,
      })) {
        if (++seen === 20) abort.abort(reason)
      }
    })()
    await expect(describing).rejects.toBe(reason)
    expect(taken).toBeLessThan(200)
  })

  it('holds back when results are not taken', async () => {
    const path = await drawPicture('slow.png', 9)
    let taken = 0
    function* endless(): Generator<PendingPicture> {
      while (true) yield { key: taken++, path, fileName: path }
    }
    const results = describePictures(endless(), {
      encoder,
      known: () => false,
      signal: new AbortController().signal,
    })
    await results.next()
    const others = await describeAll(pending(Array.from({ length: 160 }, () => path)))
    expect(others.size).toBe(160)
    expect(taken).toBeLessThan(150)
    await results.return()
  })

  it('ends with the error of its source', async () => {
    function* broken(): Generator<PendingPicture> {
      yield* pending([join(folder, 'none.jpg')])
      throw new Error('the source broke')
    }
    await expect(describeAll(broken())).rejects.toThrow('the source broke')
  })

  it('quarantines the picture that kills the encoder and describes the others of its batch', async () => {
    const startWorker = (start: object): Worker =>
      new Worker(new URL('../inference/fixtures/mortal.worker.ts', import.meta.url), { workerData: start })
    const mortal = await PictureEncoder.start(encoderModel, { workers: 1 }, startWorker)
    const paths = await Promise.all(
      ['#646464', '#421020', '#0a1420', '#ffffff'].map(async (background, index) => {
        const path = join(folder, `flat${index}.png`)
        await sharp({ create: { width: 50, height: 50, channels: 3, background } }).toFile(path)
        return path
      }),
    )
    const results = await describeAll(pending(paths), { pool: mortal })
    await mortal.close()
    expect([0, 1, 2, 3].map((key) => results.get(key)?.kind)).toEqual([
      'described',
      'failed',
      'described',
      'described',
    ])
    expect(results.get(1)).toMatchObject({ code: 'PICTURE_QUARANTINED' })
  })
})
