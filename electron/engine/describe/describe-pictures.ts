import { InferenceFailed } from '../inference/inference-failed.ts'
import type { PictureEncoder } from '../inference/picture-encoder.ts'
import { type DerivedPicture, derivePicture } from './derive-picture.ts'
import type { DescribedPicture, DescribeResult, PendingPicture } from './describe-result.ts'
import { EmbeddingBatcher } from './embedding-batcher.ts'
import { cropPicture } from './find-items/crop-picture.ts'
import { ResultQueue } from './result-queue.ts'
import { workingEdge } from './working-edge.ts'

/** Pictures that are read and decoded at a time; on two cores more gains nothing. */
const PICTURES_IN_DECODING = 4
/** Results that may wait for the consumer, with their thumbnails. */
const RESULTS_WAITING = 64

export interface DescribeDependencies {
  readonly encoder: PictureEncoder
  /** True when a picture of this content (SHA-256) was described before: it is not decoded again. */
  readonly known: (sha256: string) => boolean
  readonly signal: AbortSignal
}

/**
 * Reads, hashes, decodes and embeds pictures, each file once. Decoding and inference overlap, and only a few
 * pictures are held at a time, however many there are.
 * @returns one result for each picture, in the order in which they are done; a bad picture is a result, too
 * @throws the signal's reason when aborted, once the pictures in hand are decoded (the source of pictures must end or
 *   yield then, too); InferenceStopped when the encoder has ended
 */
export async function* describePictures(
  pictures: AsyncIterable<PendingPicture> | Iterable<PendingPicture>,
  { encoder, known, signal }: DescribeDependencies,
): AsyncGenerator<DescribeResult, void, undefined> {
  const results = new ResultQueue<DescribeResult>(RESULTS_WAITING)
  const stop = new AbortController()
  const stopped = AbortSignal.any([signal, stop.signal])
  const fail = (): void => results.end({ error: stopped.reason })
  if (stopped.aborted) fail()
  else stopped.addEventListener('abort', fail, { once: true })

  const source = eachOf(pictures)
  const batcher = new EmbeddingBatcher(encoder)
  const options = { workingEdgePx: workingEdge(encoder.model.pixels) }
  const embeddings = new Set<Promise<void>>()
  let decoding = 0

  async function decodeOneAfterAnother(): Promise<void> {
    while (true) {
      await results.room()
      await batcher.room()
      if (stopped.aborted) return
      const next = await source.next()
      if (next.done === true || stopped.aborted) return
      decoding++
      const outcome = await derivePicture(next.value, known, stopped, options)
      decoding--
      if (outcome.kind === 'derived') embedLater(outcome)
      else results.push(outcome)
      // The source may be slow, or wait for these very results.
      if (decoding === 0) batcher.flush()
    }
  }

  function embedLater(derived: DerivedPicture): void {
    const { picture } = derived
    const embedded = embedWithInner(derived, batcher)
      .then(
        (embeddings) => results.push({ ...picture, ...embeddings, kind: 'described' }),
        (error: unknown) => {
          if (error instanceof InferenceFailed) results.push(quarantined(picture.key, error))
          else stop.abort(error)
        },
      )
      .finally(() => embeddings.delete(embedded))
    embeddings.add(embedded)
  }

  async function describeAll(): Promise<void> {
    try {
      await Promise.all(Array.from({ length: PICTURES_IN_DECODING }, decodeOneAfterAnother))
      batcher.flush()
      await Promise.all(embeddings)
      results.end()
    } catch (error) {
      stop.abort(error)
    } finally {
      await source.return()
    }
  }

  const describing = describeAll()
  try {
    yield* results.results()
  } finally {
    stop.abort()
    await describing
  }
}

async function embedWithInner(
  { pixels, inner }: DerivedPicture,
  batcher: EmbeddingBatcher,
): Promise<Pick<DescribedPicture, 'embedding' | 'inner'>> {
  const [embedding, embedded] = await Promise.all([
    batcher.add(pixels),
    Promise.all(inner.map(async (box) => ({ box, embedding: await batcher.add(cropPicture(pixels, box)) }))),
  ])
  return { embedding, inner: embedded }
}

/** One iterator for both kinds of source, whose `next` may be called several times at once. */
async function* eachOf<T>(source: AsyncIterable<T> | Iterable<T>): AsyncGenerator<T, void, undefined> {
  yield* source
}

function quarantined(key: number, error: InferenceFailed): DescribeResult {
  return {
    key,
    kind: 'failed',
    code: 'PICTURE_QUARANTINED',
    reason: `The encoder could not describe the picture: ${error.message}`,
    advice: 'Save the picture again with another program, then retry.',
  }
}
