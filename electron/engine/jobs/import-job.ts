import { renderSvg } from '../decode/render-svg.ts'
import { generateSample } from '../sample/generate-sample.ts'
import { describeCatalogue } from './describe-catalogue.ts'
import { importSource } from './import-source.ts'
import { now, type JobContext } from './job-context.ts'
import type { ImportPayload, MatchPayload } from './job-payload.ts'

/** Takes in what is new in the sources, describes the new pictures and, if asked to, queues matching. */
export async function importJob(payload: ImportPayload, context: JobContext): Promise<void> {
  const { repositories, meter, signal } = context
  const sources = [...payload.sources]
  if (payload.sampleFolder !== null) {
    meter.start('draw', null)
    const sample = await generateSample(payload.sampleFolder, renderSvg, {}, signal, (done, total) =>
      meter.update(done, total),
    )
    sources.push({ folder: sample.folder, table: sample.table })
  }
  if (payload.retryFailed) repositories.files.retryFailed(payload.retryOnly ?? {})
  for (const source of sources) await importSource(repositories.sources.save(source, now()), context)
  await describeCatalogue(context)
  if (payload.thenMatch) {
    const next: MatchPayload = {}
    repositories.jobs.add('match', next, now())
  }
}
