import { createHash, hash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { z } from 'zod'
import { Refusal, say, type Saying } from '../../contract/saying.ts'
import {
  type ManifestOf,
  type ModelFile,
  type ModelManifest,
  modelManifest,
  type ModelTask,
} from './manifest.ts'
import { sayTask } from './say-role.ts'

/** What must be equal for two descriptors to be compared. */
export interface Space {
  readonly modelId: string
  readonly version: number
  /** Changes when the input is prepared in another way, the weights are others or another precision is computed in. */
  readonly preprocessing: string
  /** Numbers in a vector; of a classifier, its classes. */
  readonly dimension: number
  readonly metric: 'cosine' | 'category'
}

interface ModelWith<Manifest extends ModelManifest> {
  readonly folder: string
  readonly manifest: Manifest
  readonly space: Space
}

/** A model's folder, checked; by default for any task. */
export type Model<Task extends ModelTask = ModelTask> = ModelWith<ManifestOf<Task>>

/** The model's folder lacks a file, or its manifest is not one. */
export class ModelUnreadable extends Refusal {
  constructor(folder: string, reason: Saying, options?: ErrorOptions) {
    super(say('modelUnusable', { folder, reason }), options)
  }
}

/** A file is not the one that the manifest was written for. */
export class ModelHashMismatch extends Refusal {
  readonly expected: string
  readonly found: string

  constructor(path: string, expected: string, found: string) {
    super(say('fileOtherHash', { file: path, expected, found }))
    this.expected = expected
    this.found = found
  }
}

/**
 * Reads a model folder's manifest and checks every file against it.
 * @throws ModelUnreadable, ModelHashMismatch
 */
export async function readModel(folder: string): Promise<Model> {
  const manifest = await readManifest(folder)
  for (const file of manifest.files) await checkFile(folder, file)
  return { folder, manifest, space: spaceOf(manifest) }
}

/**
 * As {@link readModel}, of one that must be for a certain task.
 * @throws ModelUnreadable also when it is for another
 */
export async function readModelFor<Task extends ModelTask>(folder: string, task: Task): Promise<Model<Task>> {
  const model = await readModel(folder)
  if (!isFor(model, task))
    throw new ModelUnreadable(
      folder,
      say('isForOtherTask', { task: sayTask(model.manifest.task), needed: sayTask(task) }),
    )
  return model
}

export function isFor<Task extends ModelTask>(model: Model, task: Task): model is Model<Task> {
  return model.manifest.task === task
}

/** @throws ModelUnreadable */
export async function readManifest(folder: string): Promise<ModelManifest> {
  try {
    return modelManifest.parse(JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8')))
  } catch (error) {
    const reason = error instanceof z.ZodError ? z.prettifyError(error) : String(error)
    throw new ModelUnreadable(folder, say('manifestWrong', { text: reason }), { cause: error })
  }
}

async function checkFile(folder: string, { file, sha256 }: ModelFile): Promise<void> {
  const path = join(folder, file)
  const digest = createHash('sha256')
  try {
    // In pieces: weights may be larger than a buffer can be.
    await pipeline(createReadStream(path, { highWaterMark: 1 << 20 }), digest)
  } catch (error) {
    throw new ModelUnreadable(folder, say('fileCannotBeRead', { file }), { cause: error })
  }
  const found = digest.digest('hex')
  if (found !== sha256) throw new ModelHashMismatch(path, sha256, found)
}

/** Everything is computed in 32-bit floats, whatever the weights are stored in and whatever it runs on. */
const PRECISION = 'float32'

/** The space that a model describes in. */
export function spaceOf(manifest: ModelManifest): Space {
  const { id, version } = manifest
  const key = { modelId: id, version, preprocessing: preprocessingHash(manifest) }
  switch (manifest.task) {
    case 'embed-pictures':
    case 'embed-titles':
      return { ...key, dimension: manifest.embedding.dimension, metric: 'cosine' }
    case 'find-items':
      return { ...key, dimension: manifest.encoder.embedding.dimension, metric: 'cosine' }
    case 'classify-items':
      return { ...key, dimension: manifest.classes.length, metric: 'category' }
  }
}

/** Who made it and what it is called says nothing of what comes out of it. */
const ORIGIN = new Set(['id', 'version', 'name', 'licence', 'source', 'citation', 'files'])

function preprocessingHash(manifest: ModelManifest): string {
  const run = Object.entries(manifest).filter(([field]) => !ORIGIN.has(field))
  const weights = manifest.files.map(({ file, sha256 }) => [file, sha256])
  return hash('sha256', JSON.stringify([PRECISION, weights, run])).slice(0, 16)
}
