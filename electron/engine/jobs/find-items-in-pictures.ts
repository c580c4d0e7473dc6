import { Readable } from 'node:stream'
import type { FoundRegion, PendingPicture } from '../catalogue/region-repository.ts'
import { type Decoded, decodeEach } from '../describe/decode-each.ts'
import { EmbeddingBatcher } from '../describe/embedding-batcher.ts'
import { cropPicture } from '../describe/find-items/crop-picture.ts'
import { findItems } from '../describe/find-items/find-items.ts'
import type { RgbPicture } from '../decode/rgb-picture.ts'
import { InferenceFailed } from '../inference/inference-failed.ts'
import type { ItemDetector } from '../inference/item-detector.ts'
import type { Model } from '../models/read-model.ts'
import type { JobContext } from './job-context.ts'
import type { ModelInUse } from './models-in-use.ts'
import { pageThrough } from './page-through.ts'
import { startItemDetector, startPictureEncoder } from './start-model.ts'

/** Finds the items in every picture that the model has not looked at, and describes each of them. */
export async function findItemsInPictures(
  { model, spaceId }: ModelInUse<Model<'find-items'>>,
  context: JobContext,
): Promise<void> {
  const { repositories, meter, signal } = context
  const total = repositories.regions.countUnsearched(spaceId)
  if (total === 0) return
  meter.start('find-items', total)
  const detector = await startItemDetector(model, context)
  try {
    const encoder = await startPictureEncoder(model, context)
    try {
      const batcher = new EmbeddingBatcher(encoder)
      const pending = pageThrough<PendingPicture>(
        (after, limit) => repositories.regions.findUnsearched(spaceId, after, limit),
        (picture) => picture.pictureId,
        context,
      )
      const decoded = decodeEach(pending, Number.POSITIVE_INFINITY, signal)
      const looked: AsyncIterable<number> = Readable.from(decoded).map(
        ({ source, picture }: Decoded<PendingPicture>) =>
          lookAt(source, picture, model, detector, batcher, spaceId, context),
        { concurrency: detector.workers, signal },
      )
      let done = 0
      for await (const found of looked) {
        meter.update((done += 1))
        context.count('items found in pictures', found)
      }
    } finally {
      await encoder.close()
    }
  } finally {
    await detector.close()
  }
  context.changed('items')
}

/** @returns how many items were found */
async function lookAt(
  { pictureId, path, fileId }: PendingPicture,
  picture: RgbPicture | null,
  { manifest }: Model<'find-items'>,
  detector: ItemDetector,
  batcher: EmbeddingBatcher,
  spaceId: number,
  { repositories, jobId }: JobContext,
): Promise<number> {
  try {
    const found = picture === null ? [] : await describeItems(picture, manifest, detector, batcher)
    repositories.transaction(() => repositories.regions.saveFound(spaceId, pictureId, found))
    return found.length
  } catch (error) {
    if (!(error instanceof InferenceFailed)) throw error
    repositories.transaction(() => {
      repositories.problems.add(
        jobId,
        {
          severity: 'warning',
          code: 'PICTURE_QUARANTINED',
          path,
          line: null,
          reason: `${manifest.name} could not look for items in the picture: ${error.message}`,
          advice: 'Save the picture again with another program, then retry.',
        },
        { fileId },
      )
      repositories.regions.saveFound(spaceId, pictureId, [])
    })
    return 0
  }
}

async function describeItems(
  picture: RgbPicture,
  manifest: Model<'find-items'>['manifest'],
  detector: ItemDetector,
  batcher: EmbeddingBatcher,
): Promise<FoundRegion[]> {
  const items = await findItems(picture, manifest.detector, (prepared) => detector.detect(prepared))
  const embedding = items.map(async ({ box, label, score }) => ({
    ...box,
    label,
    score,
    vector: await batcher.add(cropPicture(picture, box)),
  }))
  batcher.flush()
  return Promise.all(embedding)
}
