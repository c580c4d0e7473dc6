import { join } from 'node:path'
import { ItemClassifier } from '../inference/item-classifier.ts'
import { ItemDetector } from '../inference/item-detector.ts'
import { PictureEncoder, pictureEncoderModel } from '../inference/picture-encoder.ts'
import { TitleEncoder } from '../inference/title-encoder.ts'
import type { PoolOptions } from '../inference/inference-pool.ts'
import { findCheckedProviders } from '../inference/providers/check-providers.ts'
import { chooseProvider } from '../inference/providers/provider-result.ts'
import type { ManifestOf } from '../models/manifest.ts'
import type { Model } from '../models/read-model.ts'
import type { JobContext } from './job-context.ts'

/** What a model needs of a job to run. */
export type ModelRunContext = Pick<JobContext, 'cores' | 'dataFolder' | 'note'>

/** Starts a model's encoder of pictures, or of the items found in them, on the best provider that was checked. */
export async function startPictureEncoder(
  { folder, manifest }: Model<'embed-pictures'> | Model<'find-items'>,
  context: ModelRunContext,
): Promise<PictureEncoder> {
  const part: Pick<
    ManifestOf<'embed-pictures'>,
    'graph' | 'pixels' | 'embedding' | 'largestBatch'
  > = manifest.task === 'find-items' ? manifest.encoder : manifest
  return PictureEncoder.start(
    pictureEncoderModel(folder, manifest.name, part),
    await poolOptions(part.graph, manifest, context),
  )
}

export async function startItemDetector(
  { folder, manifest }: Model<'find-items'>,
  context: ModelRunContext,
): Promise<ItemDetector> {
  const { graph, ...detector } = manifest.detector
  return ItemDetector.start(
    { ...detector, name: manifest.name, graphPath: join(folder, graph) },
    await poolOptions(graph, manifest, context),
  )
}

export async function startTitleEncoder(
  { folder, manifest }: Model<'embed-titles'>,
  context: ModelRunContext,
): Promise<TitleEncoder> {
  const { name, graph, tokens, embedding } = manifest
  return TitleEncoder.start(
    { name, graphPath: join(folder, graph), tokens, embedding },
    await poolOptions(graph, manifest, context),
  )
}

export async function startItemClassifier(
  { folder, manifest }: Model<'classify-items'>,
  context: ModelRunContext,
): Promise<ItemClassifier> {
  const { name, graph, pixels, tokens, output, classes } = manifest
  return ItemClassifier.start(
    { name, graphPath: join(folder, graph), pixels, tokens, output, classes },
    await poolOptions(graph, manifest, context),
  )
}

/** What was trusted when the providers were last checked with this graph; the CPU where they never were. */
async function poolOptions(
  graph: string,
  { files }: Model['manifest'],
  { cores, dataFolder, note }: ModelRunContext,
): Promise<PoolOptions> {
  const sha256 = files.find(({ file }) => file === graph)?.sha256
  const checked = sha256 === undefined ? null : await findCheckedProviders(dataFolder, sha256)
  const provider = checked === null ? 'cpu' : chooseProvider(checked)
  return { workers: cores, provider, onNotice: note }
}
