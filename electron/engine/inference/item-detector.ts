import type { RgbPicture } from '../decode/rgb-picture.ts'
import type { ManifestOf } from '../models/manifest.ts'
import { InferencePool, type PoolOptions, type RunOptions } from './inference-pool.ts'
import type { StartWorker } from './inference-thread.ts'
import type { Provider } from './provider.ts'
import { requireOutput } from './require-output.ts'

type Detector = ManifestOf<'find-items'>['detector']

/** A graph from one picture to boxes. */
export interface ItemDetectorModel extends Pick<Detector, 'input' | 'logits' | 'boxes' | 'classes'> {
  readonly name: string
  readonly graphPath: string
}

/** What a detector says of one picture: `queries` guesses, most of them of nothing. */
export interface Detections {
  readonly queries: number
  /** float32 [queries, classes]. */
  readonly logits: Float32Array
  /** float32 [queries, 4]: centre x, centre y, width, height, each 0..1 of the picture. */
  readonly boxes: Float32Array
}

/** Pictures of any size, one at a time, to boxes. */
export class ItemDetector {
  readonly model: ItemDetectorModel
  readonly #pool: InferencePool

  private constructor(model: ItemDetectorModel, pool: InferencePool) {
    this.model = model
    this.#pool = pool
  }

  /** @throws InferenceStopped when the graph cannot be loaded */
  static async start(
    model: ItemDetectorModel,
    options: PoolOptions,
    startWorker?: StartWorker,
  ): Promise<ItemDetector> {
    const { name, graphPath, logits, boxes } = model
    return new ItemDetector(
      model,
      await InferencePool.start({ ...options, name, graphPath, outputs: [logits, boxes] }, startWorker),
    )
  }

  get workers(): number {
    return this.#pool.workers
  }

  /** What computes at present. */
  get provider(): Provider {
    return this.#pool.provider
  }

  /**
   * @param picture already of the size that the model's input asks for; must stay as it is until the answer comes
   * @throws as {@link InferencePool.run}
   */
  async detect({ data, width, height }: RgbPicture, options?: RunOptions): Promise<Detections> {
    const { input, logits, boxes, classes } = this.model
    const dims = [1, height, width, 3]
    const results = await this.#pool.run({ [input.name]: { type: 'uint8', data, dims } }, 1, options)
    const scores = requireOutput(results, logits, [1, null, classes.length])
    const queries = scores.dims[1] ?? 0
    return { queries, logits: scores.data, boxes: requireOutput(results, boxes, [1, queries, 4]).data }
  }

  /** Ends the workers at once. */
  close(): Promise<void> {
    return this.#pool.close()
  }
}
