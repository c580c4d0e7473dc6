import { rmSync } from 'node:fs'
import { join } from 'node:path'
import type { z } from 'zod'
import { describeCatalogue } from './describe-catalogue.ts'
import { now, type JobContext } from './job-context.ts'
import type { MatchPayload, rebuildPayload } from './job-payload.ts'

/**
 * Makes everything anew that is derived from the catalogue and its pictures: thumbnails, hashes, vectors, indexes, and,
 * by a match job after it, pairs and groups. Items and verdicts are the truth and are not touched.
 */
export async function rebuildJob(
  _payload: z.infer<typeof rebuildPayload>,
  context: JobContext,
): Promise<void> {
  const { catalogue, repositories } = context
  catalogue.thumbnails.clear()
  repositories.transaction(() => {
    repositories.vectorIndexes.clear()
    repositories.pictures.clearEmbeddings()
    repositories.regions.clear()
    repositories.titleEmbeddings.clear()
    repositories.predictedCategories.clear()
    repositories.files.retryFailed({})
  })
  rmSync(join(catalogue.folder.indexes), { recursive: true, force: true })
  await describeCatalogue(context)
  const next: MatchPayload = {}
  repositories.jobs.add('match', next, now())
}
