import { join } from 'node:path'
import { say, type Saying } from '../../contract/saying.ts'
import { buildModel, recogniseSystem } from '../models/build/build-model.ts'
import type { BuiltModel } from '../models/build/build-context.ts'
import { describeStagedFiles } from '../models/build/describe-staged-files.ts'
import { installedName } from '../models/build/installed-name.ts'
import { readCardLicence } from '../models/build/read-card-licence.ts'
import { fetchModelFiles } from '../models/hub/fetch-model-files.ts'
import { type ModelSource, parseModelSource } from '../models/hub/model-source.ts'
import { type KnownModel, readKnownModels } from '../models/known-models.ts'
import { type ModelManifest, modelManifest } from '../models/manifest.ts'
import { knownModelOf } from '../models/known-model-of.ts'
import { spaceOf } from '../models/read-model.ts'
import { ModelStore } from '../models/store/model-store.ts'
import type { JobContext } from './job-context.ts'
import type { InstallModelPayload } from './job-payload.ts'
import { probeModel } from './probe-model.ts'

/**
 * Fetches or reads a model, turns it into a graph, runs it once, and installs it: whole, or not at all. What was fetched
 * of an interrupted download is gone on from.
 */
export async function installModelJob(payload: InstallModelPayload, context: JobContext): Promise<void> {
  const store = new ModelStore(context.dataFolder)
  await store.sweep()
  const models = await readKnownModels()
  const source = parseModelSource(payload.source)
  const known = await knownModelOf(source, payload.name, models)
  const folder =
    source.kind === 'folder' ? source.path : await fetchModel(source, known, payload.weights, store, context)
  await context.checkpoint()
  const staging = await store.stage()
  try {
    const { built, system } = await build(folder, staging, known, payload, context)
    const manifest = await manifestOf(built, staging, folder, source, known, payload.name)
    context.meter.start('check', null)
    await probeModel({ folder: staging, manifest, space: spaceOf(manifest) }, context)
    await store.install(staging, manifest, context.signal)
    context.note(say('modelInstalled', { name: manifest.name, id: manifest.id, system }))
    if (built.leftover.length > 0) context.note(leftoverWords(built.leftover))
    if (source.kind === 'hub') await discardDownloads(source, known, store)
  } finally {
    await store.discard(staging)
  }
  context.changed('models')
}

/** Of hundreds, the first say enough. */
const NAMED_LEFTOVERS = 8

function leftoverWords(leftover: readonly string[]): Saying {
  const keys = leftover.slice(0, NAMED_LEFTOVERS).join(', ')
  const more = leftover.length - NAMED_LEFTOVERS
  return more > 0 ? say('weightsLeftMore', { keys, more }) : say('weightsLeft', { keys })
}

async function fetchModel(
  source: Extract<ModelSource, { kind: 'hub' }>,
  known: KnownModel | null,
  weights: string | null,
  store: ModelStore,
  { meter, token, hubEndpoint, resumable }: JobContext,
): Promise<string> {
  const main = store.downloadFolder(source.repository, source.revision)
  const parts = repositoriesOf(source, known).entries()
  for (const [part, { repository, revision, folder, files }] of parts) {
    meter.start('fetch', null)
    await resumable((signal) =>
      fetchModelFiles({
        repository,
        revision,
        files,
        destination: join(main, folder),
        signal,
        // What the user says of the weights is meant of the repository that they named.
        ...(weights === null || part > 0 ? {} : { weights }),
        ...(token === null ? {} : { token }),
        ...(hubEndpoint === null ? {} : { endpoint: hubEndpoint }),
        onProgress: ({ doneBytes, totalBytes }) => meter.update(doneBytes, totalBytes),
      }),
    )
  }
  return main
}

/** A known model may be of several repositories. What the user names takes the place of its own: a fork, a revision. */
function repositoriesOf(
  source: Extract<ModelSource, { kind: 'hub' }>,
  known: KnownModel | null,
): KnownModel['repositories'] {
  if (known === null || known.repositories.length === 0) return [{ ...source, folder: '', files: null }]
  const { repository, revision } = source
  return known.repositories.map((part, n) => (n === 0 ? { ...part, repository, revision } : part))
}

async function discardDownloads(
  source: Extract<ModelSource, { kind: 'hub' }>,
  known: KnownModel | null,
  store: ModelStore,
): Promise<void> {
  for (const { repository, revision } of repositoriesOf(source, known))
    await store.discardDownload(repository, revision)
}

async function build(
  source: string,
  staging: string,
  known: KnownModel | null,
  { weights }: InstallModelPayload,
  { meter, signal }: JobContext,
): Promise<{ built: BuiltModel; system: string }> {
  const system = await recogniseSystem(source, known?.system ?? null)
  meter.start('convert', null)
  const built = await buildModel(
    {
      source,
      staging,
      parameters: known?.parameters ?? {},
      weightsFile: weights ?? undefined,
      signal,
      onBytes: (done, total) => meter.update(done, total),
    },
    system,
  )
  return { built, system: system.name }
}

async function manifestOf(
  { run }: BuiltModel,
  staging: string,
  folder: string,
  source: ModelSource,
  known: KnownModel | null,
  name: string | null,
): Promise<ModelManifest> {
  return modelManifest.parse({
    ...run,
    ...installedName(source, known, name),
    version: 1,
    licence: known?.licence ?? (await readCardLicence(folder)),
    source: source.kind === 'hub' ? `hf:${source.repository}@${source.revision}` : folder,
    citation: known?.citation ?? null,
    files: await describeStagedFiles(staging),
  })
}
