import type { PendingTitle } from '../catalogue/title-embedding-repository.ts'
import type { Model } from '../models/read-model.ts'
import { TitleTokenizer } from '../models/tokenizer/title-tokenizer.ts'
import type { JobContext } from './job-context.ts'
import type { ModelInUse } from './models-in-use.ts'
import { startTitleEncoder } from './start-model.ts'

/** Titles read at a time and written in one transaction; sorted by length, so that little is padded. */
const PAGE = 512

/** Embeds every title that the text model has not read as it is now. */
export async function embedTitles(
  { model, spaceId }: ModelInUse<Model<'embed-titles'>>,
  context: JobContext,
): Promise<void> {
  const { repositories, meter } = context
  const { titles, embedded } = repositories.titleEmbeddings.count(spaceId)
  const total = titles - embedded
  if (total === 0) return
  meter.start('titles', total)
  const { dimension } = model.space
  const tokenizer = await TitleTokenizer.open(model.folder, model.manifest.tokens)
  const encoder = await startTitleEncoder(model, context)
  try {
    let done = 0
    for (let after = 0; ;) {
      await context.checkpoint()
      const page = repositories.titleEmbeddings.findPending(spaceId, after, PAGE)
      const last = page.at(-1)
      if (last === undefined) break
      after = last.itemId
      const vectors = await Promise.all(
        batches(page, encoder.batchRows).map(async (batch) => ({
          batch,
          embedded: await encoder.embed(tokenizer.encode(batch.map(({ title }) => title))),
        })),
      )
      repositories.transaction(() => {
        for (const { batch, embedded: rows } of vectors)
          batch.forEach((title, row) =>
            repositories.titleEmbeddings.save(
              spaceId,
              title,
              rows.slice(row * dimension, (row + 1) * dimension),
            ),
          )
      })
      meter.update((done += page.length))
    }
    context.count('titles read by the text model', done)
  } finally {
    await encoder.close()
  }
}

function batches(page: readonly PendingTitle[], size: number): PendingTitle[][] {
  const byLength = [...page].sort((a, b) => a.title.length - b.title.length)
  return Array.from({ length: Math.ceil(page.length / size) }, (_, n) =>
    byLength.slice(n * size, (n + 1) * size),
  )
}
