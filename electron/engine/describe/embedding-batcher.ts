import type { RgbPicture } from '../decode/rgb-picture.ts'
import { InferenceFailed } from '../inference/inference-failed.ts'
import type { PictureEncoder } from '../inference/picture-encoder.ts'
import { preparePixels } from './prepare-pixels.ts'

/** Batches under way for each worker: one that runs, one that is ready when it is done. */
const BATCHES_A_WORKER = 2

interface Slot {
  readonly resolve: (embedding: Float32Array) => void
  readonly reject: (reason: unknown) => void
}

/** Collects pictures into batches for the encoder; each batch's buffer is used again once it is embedded. */
export class EmbeddingBatcher {
  readonly #encoder: PictureEncoder
  readonly #pictureBytes: number
  readonly #dimension: number
  readonly #spareBuffers: Uint8Array[] = []
  readonly #waitingForRoom: (() => void)[] = []
  #buffer: Uint8Array
  #slots: Slot[] = []
  #batchesUnderWay = 0

  constructor(encoder: PictureEncoder) {
    const { pixels, embedding } = encoder.model
    this.#encoder = encoder
    this.#pictureBytes = pixels.heightPx * pixels.widthPx * 3
    this.#dimension = embedding.dimension
    this.#buffer = this.#takeBuffer()
  }

  /** Resolves once another picture may be added without more batches under way than the workers can use. */
  async room(): Promise<void> {
    while (this.#batchesUnderWay >= Math.max(1, this.#encoder.workers) * BATCHES_A_WORKER) {
      await new Promise<void>((resolve) => this.#waitingForRoom.push(resolve))
    }
  }

  /**
   * Puts a picture, prepared for the model, into the current batch, at once; the batch starts when it is full or flushed.
   * @returns float32 [dimension]
   * @throws InferenceFailed when the encoder cannot embed this very picture, InferenceStopped when it has ended
   */
  add(pixels: RgbPicture): Promise<Float32Array> {
    preparePixels(pixels, this.#encoder.model.pixels, this.#buffer, this.#slots.length * this.#pictureBytes)
    const { promise, resolve, reject } = Promise.withResolvers<Float32Array>()
    this.#slots.push({ resolve, reject })
    if (this.#slots.length >= this.#capacity()) this.flush()
    return promise
  }

  /** Starts the current batch even if it is not full. */
  flush(): void {
    if (this.#slots.length === 0) return
    const buffer = this.#buffer
    const slots = this.#slots
    this.#buffer = this.#takeBuffer()
    this.#slots = []
    this.#batchesUnderWay++
    void this.#embed(buffer, slots).finally(() => {
      this.#batchesUnderWay--
      this.#spareBuffers.push(buffer)
      for (const wake of this.#waitingForRoom.splice(0)) wake()
    })
  }

  /** Settles every slot and never rejects. */
  async #embed(buffer: Uint8Array, slots: readonly Slot[]): Promise<void> {
    try {
      const pixels = buffer.subarray(0, slots.length * this.#pictureBytes)
      const embeddings = await this.#encoder.embed(pixels, slots.length)
      for (const [index, slot] of slots.entries()) {
        slot.resolve(embeddings.slice(index * this.#dimension, (index + 1) * this.#dimension))
      }
    } catch (error) {
      if (error instanceof InferenceFailed && slots.length > 1) await this.#embedOneByOne(buffer, slots)
      else for (const slot of slots) slot.reject(error)
    }
  }

  /** Finds the picture that a batch failed of, so that the others need not suffer. */
  async #embedOneByOne(buffer: Uint8Array, slots: readonly Slot[]): Promise<void> {
    for (const [index, slot] of slots.entries()) {
      const pixels = buffer.subarray(index * this.#pictureBytes, (index + 1) * this.#pictureBytes)
      await this.#encoder.embed(pixels, 1, { retry: false }).then(slot.resolve, slot.reject)
    }
  }

  /** The encoder may want fewer pictures at a time than when the buffer was made, never more. */
  #capacity(): number {
    return Math.min(this.#buffer.length / this.#pictureBytes, this.#encoder.batchRows)
  }

  #takeBuffer(): Uint8Array {
    return this.#spareBuffers.pop() ?? new Uint8Array(this.#encoder.batchRows * this.#pictureBytes)
  }
}
