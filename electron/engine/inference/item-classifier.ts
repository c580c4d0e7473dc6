import type { PixelInput } from '../models/preprocessing/pixel-input.ts'
import type { EncodedTitles } from '../models/tokenizer/title-tokenizer.ts'
import type { TokenInput } from '../models/tokenizer/token-input.ts'
import { InferencePool, type PoolOptions, type RunOptions } from './inference-pool.ts'
import type { StartWorker } from './inference-thread.ts'
import type { Provider } from './provider.ts'
import { requireOutput } from './require-output.ts'
import { tokenFeeds } from './token-feeds.ts'

/** A graph from a picture and a title to classes. */
export interface ItemClassifierModel {
  readonly name: string
  readonly graphPath: string
  readonly pixels: PixelInput
  readonly tokens: TokenInput
  /** Name of the graph's output, logits. */
  readonly output: string
  readonly classes: readonly string[]
}

/** Pictures with their titles to the logits of classes. */
export class ItemClassifier {
  readonly model: ItemClassifierModel
  readonly #pool: InferencePool

  private constructor(model: ItemClassifierModel, pool: InferencePool) {
    this.model = model
    this.#pool = pool
  }

  /** @throws InferenceStopped when the graph cannot be loaded */
  static async start(
    model: ItemClassifierModel,
    options: PoolOptions,
    startWorker?: StartWorker,
  ): Promise<ItemClassifier> {
    const { name, graphPath, output } = model
    return new ItemClassifier(
      model,
      await InferencePool.start({ ...options, name, graphPath, outputs: [output] }, startWorker),
    )
  }

  get workers(): number {
    return this.#pool.workers
  }

  /** Items that are best given at a time. */
  get batchRows(): number {
    return this.#pool.batchRows
  }

  /** What computes at present. */
  get provider(): Provider {
    return this.#pool.provider
  }

  /**
   * @param pixels uint8 [rows, heightPx, widthPx, 3], RGB
   * @param titles the titles of the same rows; both must stay as they are until the answer comes
   * @returns float32 [rows, classes], logits
   * @throws as {@link InferencePool.run}
   */
  async classify(pixels: Uint8Array, titles: EncodedTitles, options?: RunOptions): Promise<Float32Array> {
    const { pixels: input, tokens, output, classes } = this.model
    const dims = [titles.rows, input.heightPx, input.widthPx, 3]
    const feeds = {
      [input.name]: { type: 'uint8', data: pixels, dims },
      ...tokenFeeds(tokens, titles),
    } as const
    const results = await this.#pool.run(feeds, titles.rows, options)
    return requireOutput(results, output, [titles.rows, classes.length]).data
  }

  /** Ends the workers at once. */
  close(): Promise<void> {
    return this.#pool.close()
  }
}
