import { basename } from 'node:path'
import type { PendingFile } from '../catalogue/file-repository.ts'
import { describePictures } from '../describe/describe-pictures.ts'
import type { DescribeResult, PendingPicture } from '../describe/describe-result.ts'
import type { PictureEncoder } from '../inference/picture-encoder.ts'
import type { Model } from '../models/read-model.ts'
import type { JobContext } from './job-context.ts'
import type { ModelInUse } from './models-in-use.ts'
import { startPictureEncoder } from './start-model.ts'

/** Results a transaction. */
const BATCH = 64
/** Files read from the queue at a time. */
const PAGE = 256
/** A file that was being read this often when the process died is set aside. */
const MAXIMUM_ATTEMPTS = 3

/**
 * Describes every whole picture that has no descriptors in the encoder's space yet. What is stored stays when the
 * job is cancelled or the process killed; the next run asks the catalogue again what is still pending.
 */
export async function describePending(
  { model, spaceId }: ModelInUse<Model<'embed-pictures'>>,
  context: JobContext,
): Promise<void> {
  const { repositories, meter } = context
  const total = repositories.files.countPending(spaceId)
  meter.start('describe', total)
  if (total === 0) return
  const encoder = await startPictureEncoder(model, context)
  try {
    await describeAll(model, spaceId, total, encoder, context)
  } finally {
    await encoder.close()
  }
  context.changed('items')
  context.changed('problems')
}

async function describeAll(
  model: Model<'embed-pictures'>,
  spaceId: number,
  total: number,
  encoder: PictureEncoder,
  context: JobContext,
): Promise<void> {
  const { repositories, meter, signal } = context
  const results = describePictures(pendingPictures(spaceId, context), {
    encoder,
    known: (sha256) => repositories.pictures.findDescribed(Buffer.from(sha256, 'hex'), spaceId) !== null,
    signal,
  })
  let done = 0
  let batch: DescribeResult[] = []
  for await (const result of results) {
    batch.push(result)
    if (batch.length < BATCH) continue
    store(batch, spaceId, model, context)
    done += batch.length
    batch = []
    meter.update(Math.min(done, total))
  }
  store(batch, spaceId, model, context)
  meter.update(total)
}

async function* pendingPictures(spaceId: number, context: JobContext): AsyncGenerator<PendingPicture> {
  const { repositories } = context
  for (let afterId = 0; ;) {
    await context.checkpoint()
    const page = repositories.files.findPending(spaceId, afterId, PAGE)
    const last = page.at(-1)
    if (last === undefined) return
    afterId = last.id
    // Counted before the first byte is read: a picture that takes the process down is known by its attempts.
    repositories.transaction(() => repositories.files.countAttempt(page.map((file) => file.id)))
    for (const file of page) {
      if (file.attempts >= MAXIMUM_ATTEMPTS) quarantine(file, context)
      else yield { key: file.id, path: file.path, fileName: basename(file.path) }
    }
  }
}

function quarantine(file: PendingFile, context: JobContext): void {
  const { repositories, jobId } = context
  repositories.transaction(() => {
    repositories.files.markFailed(file.id)
    repositories.problems.add(
      jobId,
      {
        severity: 'error',
        code: 'PICTURE_QUARANTINED',
        path: file.path,
        line: null,
        reason: `Doublet stopped ${file.attempts} times while pictures of this batch were being read.`,
        advice: 'Open the picture and save it anew in another program, then try again on the Problems page.',
      },
      { fileId: file.id },
    )
  })
}

/** Thumbnails first: they are derived, so one too many does no harm, while a picture without one would show a gap. */
function store(
  batch: readonly DescribeResult[],
  spaceId: number,
  model: Model<'embed-pictures'>,
  context: JobContext,
): void {
  const { repositories, catalogue } = context
  catalogue.thumbnails.putAll(
    batch.flatMap((result) =>
      result.kind === 'described'
        ? [{ sha256: Buffer.from(result.sha256, 'hex'), jpeg: result.thumbnail }]
        : [],
    ),
  )
  repositories.transaction(() => {
    for (const result of batch) storeOne(result, spaceId, model, context)
  })
}

function storeOne(
  result: DescribeResult,
  spaceId: number,
  model: Model<'embed-pictures'>,
  context: JobContext,
): void {
  const { repositories, jobId } = context
  const { files, pictures, problems, regions } = repositories
  problems.clearOfFile(result.key)
  if (result.kind === 'failed') {
    const { code, reason, advice } = result
    const path = files.pathOf(result.key)
    problems.add(jobId, { severity: 'error', code, path, line: null, reason, advice }, { fileId: result.key })
    files.markFailed(result.key)
    context.count('pictures failed')
    return
  }
  const sha256 = Buffer.from(result.sha256, 'hex')
  if (result.kind === 'known') {
    const pictureId = pictures.findDescribed(sha256, spaceId)
    if (pictureId === null) throw new Error(`Picture ${result.sha256} was known and is not any more`)
    files.markDescribed(result.key, pictureId, result.size, result.mtimeMs)
    context.count('pictures known already')
    return
  }
  const { width, height, format, phash, embedding, inner } = result
  const pictureId = pictures.save({ sha256, bytes: result.size, width, height, format, phash })
  if (embedding.length !== model.space.dimension)
    throw new Error(
      `Expected ${model.space.dimension} numbers from ${model.space.modelId} but got ${embedding.length}`,
    )
  pictures.saveEmbedding(spaceId, pictureId, embedding)
  regions.saveInner(spaceId, pictureId, inner)
  if (inner.length > 0) context.count('pictures within pictures described', inner.length)
  files.markDescribed(result.key, pictureId, result.size, result.mtimeMs)
  if (result.mislabelled)
    problems.add(
      jobId,
      {
        severity: 'warning',
        code: 'FORMAT_MISLABELLED',
        path: files.pathOf(result.key),
        line: null,
        reason: `The file is ${format.toUpperCase()}, whatever its name says.`,
        advice: 'It was read as what it is. Rename it if other programs stumble over it.',
      },
      { fileId: result.key },
    )
  context.count('pictures described')
}
