import { join } from 'node:path'
import type { EmbeddingOutput, ManifestOf } from '../models/manifest.ts'
import type { PixelInput } from '../models/preprocessing/pixel-input.ts'
import { requireOutput } from './require-output.ts'
import { InferencePool, type PoolOptions, type RunOptions } from './inference-pool.ts'
import type { StartWorker } from './inference-thread.ts'
import type { Provider } from './provider.ts'

/** A graph from pictures to vectors. */
export interface PictureEncoderModel {
  readonly name: string
  readonly graphPath: string
  readonly pixels: PixelInput
  readonly embedding: EmbeddingOutput
  readonly largestBatch?: number | undefined
}

/** The encoder in an installed model's folder; `part` is its manifest, or the part of it that describes an encoder. */
export function pictureEncoderModel(
  folder: string,
  name: string,
  part: Pick<ManifestOf<'embed-pictures'>, 'graph' | 'pixels' | 'embedding' | 'largestBatch'>,
): PictureEncoderModel {
  const { graph, pixels, embedding, largestBatch } = part
  return { name, graphPath: join(folder, graph), pixels, embedding, largestBatch }
}

/** Pictures of the model's size to vectors of length 1. */
export class PictureEncoder {
  readonly model: PictureEncoderModel
  readonly #pool: InferencePool

  private constructor(model: PictureEncoderModel, pool: InferencePool) {
    this.model = model
    this.#pool = pool
  }

  /** @throws InferenceStopped when the graph cannot be loaded */
  static async start(
    model: PictureEncoderModel,
    options: PoolOptions,
    startWorker?: StartWorker,
  ): Promise<PictureEncoder> {
    const { name, graphPath, embedding, largestBatch } = model
    const outputs = [embedding.name]
    return new PictureEncoder(
      model,
      await InferencePool.start({ ...options, name, graphPath, outputs, largestBatch }, startWorker),
    )
  }

  /** Threads that are at work or ready for it. */
  get workers(): number {
    return this.#pool.workers
  }

  /** Pictures that are best given at a time. */
  get batchRows(): number {
    return this.#pool.batchRows
  }

  /** What computes at present. */
  get provider(): Provider {
    return this.#pool.provider
  }

  /**
   * @param pixels uint8 [count, heightPx, widthPx, 3], RGB; must stay as they are until the answer comes
   * @returns float32 [count, dimension], rows of length 1
   * @throws as {@link InferencePool.run}
   */
  async embed(pixels: Uint8Array, count: number, options?: RunOptions): Promise<Float32Array> {
    const { name, heightPx, widthPx } = this.model.pixels
    const expected = count * heightPx * widthPx * 3
    if (pixels.length !== expected) {
      throw new RangeError(`Expected ${expected} bytes for ${count} pictures but received ${pixels.length}`)
    }
    const dims = [count, heightPx, widthPx, 3]
    const results = await this.#pool.run({ [name]: { type: 'uint8', data: pixels, dims } }, count, options)
    const { embedding } = this.model
    return requireOutput(results, embedding.name, [count, embedding.dimension]).data
  }

  /** Ends the workers at once. */
  close(): Promise<void> {
    return this.#pool.close()
  }
}
