import type { PendingCategory } from '../catalogue/category-repository.ts'
import type { RgbPicture } from '../decode/rgb-picture.ts'
import { decodeEach } from '../describe/decode-each.ts'
import { likeliestClasses } from '../describe/likeliest-classes.ts'
import { preparePixels } from '../describe/prepare-pixels.ts'
import { workingEdge } from '../describe/working-edge.ts'
import type { ItemClassifier } from '../inference/item-classifier.ts'
import type { Model } from '../models/read-model.ts'
import { TitleTokenizer } from '../models/tokenizer/title-tokenizer.ts'
import type { JobContext } from './job-context.ts'
import type { ModelInUse } from './models-in-use.ts'
import { pageThrough } from './page-through.ts'
import { startItemClassifier } from './start-model.ts'

interface Readable {
  readonly item: PendingCategory
  readonly picture: RgbPicture
}

/** Predicts the category of every item with a title and a picture that the model has not judged as they are now. */
export async function classifyItems(
  { model, spaceId }: ModelInUse<Model<'classify-items'>>,
  context: JobContext,
): Promise<void> {
  const { repositories, meter, signal } = context
  const { items, classified } = repositories.predictedCategories.count(spaceId)
  if (items === classified) return
  meter.start('categories', items - classified)
  const tokenizer = await TitleTokenizer.open(model.folder, model.manifest.tokens)
  const classifier = await startItemClassifier(model, context)
  try {
    const pending = pageThrough<PendingCategory>(
      (after, limit) => repositories.predictedCategories.findPending(spaceId, after, limit),
      (item) => item.itemId,
      context,
    )
    const rows = classifier.batchRows * classifier.workers
    let waiting: Readable[] = []
    let done = 0
    const classifyWaiting = async (): Promise<void> => {
      const batch = waiting
      waiting = []
      await classifyBatch(batch, model, tokenizer, classifier, spaceId, context)
      meter.update((done += batch.length))
    }
    const edge = workingEdge(model.manifest.pixels)
    for await (const { source, picture } of decodeEach(pending, edge, signal)) {
      // What cannot be read any more is told where pictures are described; here it is only left out.
      if (picture !== null) waiting.push({ item: source, picture })
      if (waiting.length >= rows) await classifyWaiting()
    }
    await classifyWaiting()
    context.count('categories predicted', done)
  } finally {
    await classifier.close()
  }
  context.changed('items')
}

async function classifyBatch(
  batch: readonly Readable[],
  { manifest }: Model<'classify-items'>,
  tokenizer: TitleTokenizer,
  classifier: ItemClassifier,
  spaceId: number,
  { repositories }: JobContext,
): Promise<void> {
  if (batch.length === 0) return
  const { pixels, classes } = manifest
  const pictureBytes = pixels.widthPx * pixels.heightPx * 3
  const parts = Array.from({ length: Math.ceil(batch.length / classifier.batchRows) }, (_, n) =>
    batch.slice(n * classifier.batchRows, (n + 1) * classifier.batchRows),
  )
  const answers = await Promise.all(
    parts.map((part) => {
      const input = new Uint8Array(part.length * pictureBytes)
      part.forEach(({ picture }, row) => preparePixels(picture, pixels, input, row * pictureBytes))
      return classifier.classify(input, tokenizer.encode(part.map(({ item }) => item.title)))
    }),
  )
  repositories.transaction(() => {
    parts.forEach((part, n) =>
      part.forEach(({ item }, row) => {
        const logits = answers[n]?.subarray(row * classes.length, (row + 1) * classes.length)
        const { best, named } = likeliestClasses(logits ?? new Float32Array(), manifest)
        repositories.predictedCategories.save(spaceId, item, best, named)
      }),
    )
  })
}
