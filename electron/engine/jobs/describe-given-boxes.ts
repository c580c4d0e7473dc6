import type { PendingBox } from '../catalogue/region-repository.ts'
import { decodeEach } from '../describe/decode-each.ts'
import { EmbeddingBatcher } from '../describe/embedding-batcher.ts'
import { BoxOutsidePicture, cropPicture } from '../describe/find-items/crop-picture.ts'
import type { RgbPicture } from '../decode/rgb-picture.ts'
import { InferenceFailed } from '../inference/inference-failed.ts'
import type { JobContext } from './job-context.ts'
import { type ModelsInUse, pictureSpace } from './models-in-use.ts'
import { pageThrough } from './page-through.ts'
import { startPictureEncoder } from './start-model.ts'

/** Boxes that wait for their vectors, and are then written in one transaction. */
const BATCH = 32

/** Describes the parts of pictures that listings mean, as their source gave them. */
export async function describeGivenBoxes(models: ModelsInUse, context: JobContext): Promise<void> {
  const { repositories, meter, signal } = context
  const { spaceId } = pictureSpace(models)
  const total = repositories.regions.countPendingBoxes(spaceId)
  if (total === 0) return
  meter.start('regions', total)
  const encoder = await startPictureEncoder((models.items ?? models.wholePictures).model, context)
  try {
    const batcher = new EmbeddingBatcher(encoder)
    let waiting: Promise<() => void>[] = []
    let done = 0
    const pending = pageThrough<PendingBox>(
      (after, limit) => repositories.regions.findPendingBoxes(spaceId, after, limit),
      (box) => box.pictureId,
      context,
    )
    const save = async (): Promise<void> => {
      batcher.flush()
      const writes = await Promise.all(waiting)
      waiting = []
      repositories.transaction(() => writes.forEach((write) => write()))
      meter.update((done += writes.length))
    }
    // The whole picture at full size: a box may be a small part of it.
    for await (const { source, picture, problem } of decodeEach(pending, Number.POSITIVE_INFINITY, signal)) {
      if (picture === null)
        waiting.push(Promise.resolve(() => report(source, problem.reason, problem.advice, context)))
      else waiting.push(describeBox(source, picture, batcher, spaceId, context))
      if (waiting.length >= BATCH) await save()
    }
    await save()
  } finally {
    await encoder.close()
  }
  context.changed('items')
}

/** @returns what is to be written, in the caller's transaction */
async function describeBox(
  source: PendingBox,
  picture: RgbPicture,
  batcher: EmbeddingBatcher,
  spaceId: number,
  context: JobContext,
): Promise<() => void> {
  const { repositories } = context
  try {
    const vector = await batcher.add(cropPicture(picture, source))
    return () => {
      repositories.regions.saveGiven(spaceId, source.pictureId, source, vector)
      if (reachesOut(source, picture)) report(source, CLIPPED, 'Compare the box with the picture.', context)
      context.count('parts of pictures described')
    }
  } catch (error) {
    if (error instanceof BoxOutsidePicture || error instanceof InferenceFailed) {
      const { message } = error
      return () => report(source, message, 'The whole picture was not taken in its place.', context)
    }
    throw error
  }
}

const CLIPPED = 'The box reaches out of the picture; what lies inside was taken'

function reachesOut({ x, y, width, height }: PendingBox, picture: RgbPicture): boolean {
  return x < 0 || y < 0 || x + width > picture.width || y + height > picture.height
}

function report(
  source: PendingBox,
  reason: string,
  advice: string,
  { repositories, jobId }: JobContext,
): void {
  const { x, y, width, height, path, fileId } = source
  repositories.problems.add(
    jobId,
    {
      severity: 'warning',
      code: 'BOX_OUTSIDE',
      path,
      line: null,
      reason: `Box ${x}, ${y}, ${width} x ${height}: ${reason}`,
      advice,
    },
    { fileId },
  )
}
