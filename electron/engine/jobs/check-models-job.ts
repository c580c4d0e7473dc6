import { join } from 'node:path'
import { say } from '../../contract/saying.ts'
import { checkProviders } from '../inference/providers/check-providers.ts'
import { describeProvider } from '../inference/providers/provider-result.ts'
import { providersOf } from '../inference/providers/providers-of.ts'
import { graphsOf } from '../models/graphs-of.ts'
import { readChosenModel } from '../models/read-chosen-model.ts'
import type { JobContext } from './job-context.ts'
import type { CheckModelsPayload } from './job-payload.ts'
import { modelsInUse } from './models-in-use.ts'

/** Tries every provider of this machine with a model, or with the models in use; what is found out is kept. */
export async function checkModelsJob({ modelId }: CheckModelsPayload, context: JobContext): Promise<void> {
  const { repositories, dataFolder, meter, signal } = context
  const { wholePictures, items, titles, categories } = await modelsInUse(repositories, dataFolder)
  const models =
    modelId === null
      ? [wholePictures, items, titles, categories].flatMap((inUse) => inUse?.model ?? [])
      : [await readChosenModel(modelId, dataFolder)]
  const graphs = models.flatMap(({ folder, manifest }) =>
    graphsOf(manifest).map((graph) => ({ ...graph, path: join(folder, graph.file), name: manifest.name })),
  )
  const total = graphs.length * providersOf().length
  meter.start('check', total)
  let done = 0
  for (const { path, sha256, name } of graphs) {
    await context.checkpoint()
    const results = await checkProviders({
      graphPath: path,
      graphSha256: sha256,
      dataFolder,
      signal,
      again: true,
      onProbe: () => meter.update(Math.min(done++, total), total),
    })
    for (const result of results)
      context.note(say('modelOnProvider', { model: name, result: describeProvider(result) }))
  }
  context.changed('models')
}
