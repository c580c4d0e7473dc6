import type { InstalledModel, ProviderReport } from '../../contract/models.ts'
import { findCheckedProviders } from '../inference/providers/check-providers.ts'
import { chooseProvider, describeProvider } from '../inference/providers/provider-result.ts'
import { graphsOf } from '../models/graphs-of.ts'
import { builtInModelFolder } from '../models/built-in-model-folder.ts'
import { readManifest } from '../models/read-model.ts'
import { ModelStore } from '../models/store/model-store.ts'

/** What was found out about this machine's providers with each model; nothing is tried now. */
export async function listProviders(
  models: readonly InstalledModel[],
  dataFolder: string,
): Promise<ProviderReport[]> {
  const store = new ModelStore(dataFolder)
  const reports = models
    .filter(({ problem }) => problem === null)
    .map(async ({ id, builtIn }) => {
      const folder = builtIn ? builtInModelFolder() : store.folderOf(id)
      const graphs = graphsOf(await readManifest(folder))
      return Promise.all(graphs.map(({ sha256 }) => reportsOf(id, sha256, dataFolder)))
    })
  return (await Promise.all(reports)).flat(2)
}

async function reportsOf(modelId: string, sha256: string, dataFolder: string): Promise<ProviderReport[]> {
  const results = await findCheckedProviders(dataFolder, sha256)
  if (results === null) return []
  const chosen = chooseProvider(results)
  return results.map((result) => ({
    provider: result.provider,
    modelId,
    trusted: result.verdict === 'trusted',
    inUse: result.provider === chosen,
    adapter: result.adapter,
    said: describeProvider(result),
    itemsPerSecond: result.verdict === 'trusted' ? result.rowsPerSecond : null,
    timesCpu: result.verdict === 'trusted' ? result.timesCpu : null,
    largestDifference: result.verdict === 'trusted' ? result.maxDifference : null,
  }))
}
