import { describePictures } from '../../electron/engine/describe/describe-pictures.ts'
import { PictureEncoder, pictureEncoderModel } from '../../electron/engine/inference/picture-encoder.ts'
import { readModelFor } from '../../electron/engine/models/read-model.ts'
import type { Photo } from '../../models/encoder/list-photos.ts'

const ROUNDS = 5
const LOADS = 3
const PICTURES = 500
const BATCH = 8

export interface SpeedFigures {
  readonly model: string
  readonly workers: number
  readonly fileMegabytes: number
  /** Medians. */
  readonly loadMs: number
  readonly picturesPerSecond: number
  /** Files read, decoded, hashed, embedded. */
  readonly endToEndPerSecond: number
  /** What the process takes more once the model has run. */
  readonly memoryMegabytes: number
}

/** On a machine with nothing else to do; other work only makes it slower. */
export async function measureSpeed(
  name: string,
  folder: string,
  photos: readonly Photo[],
  workers: number,
): Promise<SpeedFigures> {
  const { manifest } = await readModelFor(folder, 'embed-pictures')
  const model = pictureEncoderModel(folder, manifest.name, manifest)
  const before = process.memoryUsage().rss
  const loads: number[] = []
  for (let n = 0; n < LOADS; n += 1) {
    const startedAt = performance.now()
    const loaded = await PictureEncoder.start(model, { workers })
    loads.push(performance.now() - startedAt)
    await loaded.close()
  }
  const encoder = await PictureEncoder.start(model, { workers })
  try {
    const { widthPx, heightPx } = manifest.pixels
    const pixels = new Uint8Array(BATCH * widthPx * heightPx * 3).fill(128)
    const embedAll = async (): Promise<void> => {
      const batches = Array.from({ length: Math.ceil(PICTURES / BATCH) }, () => encoder.embed(pixels, BATCH))
      await Promise.all(batches)
    }
    await embedAll()
    const memory = process.memoryUsage().rss - before
    const chosen = photos.slice(0, PICTURES)
    const [alone, whole]: [number[], number[]] = [[], []]
    for (let round = 0; round < ROUNDS; round += 1) {
      alone.push((Math.ceil(PICTURES / BATCH) * BATCH) / (await seconds(embedAll)))
      whole.push(chosen.length / (await seconds(() => describeFiles(chosen, encoder))))
    }
    return {
      model: name,
      workers,
      fileMegabytes: manifest.files.reduce((bytes, file) => bytes + file.bytes, 0) / 1e6,
      loadMs: median(loads),
      picturesPerSecond: median(alone),
      endToEndPerSecond: median(whole),
      memoryMegabytes: memory / 1e6,
    }
  } finally {
    await encoder.close()
  }
}

async function describeFiles(photos: readonly Photo[], encoder: PictureEncoder): Promise<void> {
  const pictures = photos.map(({ path }, key) => ({ key, path, fileName: path }))
  const { signal } = new AbortController()
  for await (const result of describePictures(pictures, { encoder, known: () => false, signal }))
    if (result.kind !== 'described')
      throw new Error(`Expected every photo to be described but got ${result.kind}`)
}

async function seconds(work: () => Promise<void>): Promise<number> {
  const startedAt = performance.now()
  await work()
  return (performance.now() - startedAt) / 1000
}

function median(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[values.length >> 1] ?? 0
}
