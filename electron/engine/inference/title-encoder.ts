import type { EmbeddingOutput } from '../models/manifest.ts'
import type { EncodedTitles } from '../models/tokenizer/title-tokenizer.ts'
import type { TokenInput } from '../models/tokenizer/token-input.ts'
import { InferencePool, type PoolOptions, type RunOptions } from './inference-pool.ts'
import type { StartWorker } from './inference-thread.ts'
import type { Provider } from './provider.ts'
import { requireOutput } from './require-output.ts'
import { tokenFeeds } from './token-feeds.ts'

/** A graph from tokens to vectors. */
export interface TitleEncoderModel {
  readonly name: string
  readonly graphPath: string
  readonly tokens: TokenInput
  readonly embedding: EmbeddingOutput
}

/** Titles, as tokens, to vectors of length 1. */
export class TitleEncoder {
  readonly model: TitleEncoderModel
  readonly #pool: InferencePool

  private constructor(model: TitleEncoderModel, pool: InferencePool) {
    this.model = model
    this.#pool = pool
  }

  /** @throws InferenceStopped when the graph cannot be loaded */
  static async start(
    model: TitleEncoderModel,
    options: PoolOptions,
    startWorker?: StartWorker,
  ): Promise<TitleEncoder> {
    const { name, graphPath, embedding } = model
    const outputs = [embedding.name]
    return new TitleEncoder(
      model,
      await InferencePool.start({ ...options, name, graphPath, outputs }, startWorker),
    )
  }

  get workers(): number {
    return this.#pool.workers
  }

  /** Titles that are best given at a time. */
  get batchRows(): number {
    return this.#pool.batchRows
  }

  /** What computes at present. */
  get provider(): Provider {
    return this.#pool.provider
  }

  /**
   * @param batch must stay as it is until the answer comes
   * @returns float32 [rows, dimension], rows of length 1
   * @throws as {@link InferencePool.run}
   */
  async embed(batch: EncodedTitles, options?: RunOptions): Promise<Float32Array> {
    const { tokens, embedding } = this.model
    const results = await this.#pool.run(tokenFeeds(tokens, batch), batch.rows, options)
    return requireOutput(results, embedding.name, [batch.rows, embedding.dimension]).data
  }

  /** Ends the workers at once. */
  close(): Promise<void> {
    return this.#pool.close()
  }
}
