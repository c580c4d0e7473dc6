import { mkdir, open, readdir, readFile, rm, stat } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { z } from 'zod'
import { Refusal, say, type Saying } from '../../../contract/saying.ts'
import { syncFolder } from '../../sync-folder.ts'
import { isRepositoryName, isRevision } from '../hub/model-source.ts'
import { modelId, type ModelManifest, modelManifest } from '../manifest.ts'
import { checkStagedFiles } from './check-staged-files.ts'
import { hiddenFolderName, parseHiddenFolder } from './hidden-folder.ts'
import { InstallRefused } from './store-errors.ts'
import { sweepLeftovers } from './sweep-leftovers.ts'
import { moveAside, takePlace } from './take-place.ts'

/** A folder of the store: a model, or why it is none. */
export type StoredModel =
  | { readonly id: string; readonly folder: string; readonly manifest: ModelManifest }
  | { readonly id: string; readonly folder: string; readonly manifest: null; readonly reason: Saying }

const MANIFEST = 'manifest.json'
const DOWNLOADS = '.downloads'
const READ_ROUNDS = 10

/**
 * The installed models: one folder each in `models/` of the data folder, named by its id. A model is made in a hidden
 * folder beside them and appears whole, by one rename, so that several processes need no lock.
 */
export class ModelStore {
  readonly #root: string

  /** @param dataFolder the host's; `models/` in it is made when the first model is */
  constructor(dataFolder: string) {
    this.#root = join(resolve(dataFolder), 'models')
  }

  /** Clears away what crashed processes left. Once, at start. */
  async sweep(): Promise<void> {
    await sweepLeftovers(this.#root)
  }

  /** All that is there, by id. While a new version takes its place, a model may be missing for a moment. */
  async list(): Promise<StoredModel[]> {
    const entries = await readdir(this.#root, { withFileTypes: true }).catch(unlessMissing([]))
    const ids = entries
      .filter((entry) => !entry.isFile() && !entry.name.startsWith('.'))
      .map(({ name }) => name)
    const models = await Promise.all(ids.sort().map(async (id) => await this.#read(id)))
    return models.filter((model) => model !== null)
  }

  /** @returns null when there is no such model */
  async find(id: string): Promise<StoredModel | null> {
    return modelId.safeParse(id).success ? await this.#read(id) : null
  }

  /** Where the model of an id lies, whether or not it is there. */
  folderOf(id: string): string {
    return join(this.#root, modelId.parse(id))
  }

  /** A new, empty folder to make a model in. Whoever made it installs or discards it. */
  async stage(): Promise<string> {
    const folder = join(this.#root, hiddenFolderName('staging'))
    await mkdir(folder, { recursive: true })
    return folder
  }

  async discard(staging: string): Promise<void> {
    this.#requireStaging(staging)
    await rm(staging, { recursive: true, force: true })
  }

  /**
   * Makes a staged folder a model, in place of an earlier version of the same id. All or nothing: after an error the
   * store is as it was, and the staged folder is still there.
   * @param staging from stage(); holds every file of the manifest; what else lies in it is kept
   * @returns the model's folder
   * @throws InstallRefused, ModelInUse; file system errors; the signal's reason
   */
  async install(staging: string, manifest: ModelManifest, signal: AbortSignal): Promise<string> {
    this.#requireStaging(staging)
    const checked = modelManifest.parse(manifest)
    await checkStagedFiles(staging, checked, signal)
    await writeForGood(join(staging, MANIFEST), `${JSON.stringify(checked, null, 2)}\n`)
    for (const folder of new Set(checked.files.map(({ file }) => dirname(join(staging, file)))))
      await syncFolder(folder)
    await syncFolder(staging)
    await takePlace(this.#root, staging, checked.id)
    await syncFolder(this.#root)
    return this.folderOf(checked.id)
  }

  /** Does nothing when there is no such model. @throws ModelInUse */
  async remove(id: string): Promise<void> {
    const aside = await moveAside(this.#root, modelId.parse(id), 'removed')
    if (aside !== null) await rm(aside, { recursive: true, force: true })
  }

  /** Where a repository's files are fetched to; what an interrupted download left there is gone on from. */
  downloadFolder(repository: string, revision: string): string {
    if (!isRepositoryName(repository) || !isRevision(revision))
      throw new Error(`Expected OWNER/NAME and a revision but received ${repository}@${revision}`)
    return join(this.#root, DOWNLOADS, `${repository.replace('/', '--')}@${revision}`)
  }

  /** After its model was installed, or when nobody wants to go on with it. */
  async discardDownload(repository: string, revision: string): Promise<void> {
    await rm(this.downloadFolder(repository, revision), { recursive: true, force: true })
  }

  /** Reads again when another process put a new version in its place meanwhile. */
  async #read(id: string): Promise<StoredModel | null> {
    const folder = join(this.#root, id)
    for (let round = 1; ; round++) {
      const before = await identityOf(folder)
      if (before === null) return null
      const model = await readStored(id, folder)
      if (model.manifest !== null || round === READ_ROUNDS || (await identityOf(folder)) === before)
        return model
    }
  }

  #requireStaging(folder: string): void {
    const isOurs = dirname(resolve(folder)) === this.#root
    if (!isOurs || parseHiddenFolder(basename(folder))?.purpose !== 'staging')
      throw new InstallRefused(basename(folder), `expected a folder made by stage() but received ${folder}`)
  }
}

async function readStored(id: string, folder: string): Promise<StoredModel> {
  try {
    const manifest = modelManifest.parse(JSON.parse(await readFile(join(folder, MANIFEST), 'utf8')))
    if (manifest.id !== id) throw new Refusal(say('manifestOfOther', { id: manifest.id }))
    await requireFiles(folder, manifest)
    return { id, folder, manifest }
  } catch (error) {
    return { id, folder, manifest: null, reason: reasonOf(error) }
  }
}

/** Tells a folder from another that has its name later; null when there is none. */
async function identityOf(folder: string): Promise<bigint | null> {
  return await stat(folder, { bigint: true }).then(({ ino }) => ino, unlessMissing(null))
}

/** By length only: whoever runs the model checks what it reads. */
async function requireFiles(folder: string, { files }: ModelManifest): Promise<void> {
  for (const { file, bytes } of files) {
    const found = await stat(join(folder, file)).catch(unlessMissing(null))
    if (found === null) throw new Refusal(say('fileMissing', { file }))
    if (found.size !== bytes) throw new Refusal(say('fileOtherSize', { file, found: found.size, bytes }))
  }
}

function reasonOf(error: unknown): Saying {
  if (error instanceof z.ZodError) return say('manifestWrong', { text: z.prettifyError(error) })
  if (error instanceof SyntaxError) return say('manifestNoJson', {})
  if (isMissing(error)) return say('manifestMissing', {})
  if (error instanceof Refusal) return error.said
  return say('unexpected', { text: error instanceof Error ? error.message : String(error) })
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR')
}

function unlessMissing<Value>(value: Value): (error: unknown) => Value {
  return (error) => {
    if (isMissing(error)) return value
    throw error
  }
}

async function writeForGood(path: string, text: string): Promise<void> {
  const handle = await open(path, 'w')
  try {
    await handle.writeFile(text)
    await handle.sync()
  } finally {
    await handle.close()
  }
}
