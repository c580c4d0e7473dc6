import { hash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { type ModelManifest, modelManifest } from './manifest.ts'

/** What must be equal for two embeddings to be compared. */
export interface Space {
  readonly modelId: string
  readonly version: number
  /** Changes when pictures are prepared in another way or the weights are others. */
  readonly preprocessing: string
  readonly dimension: number
  readonly metric: 'cosine'
}

export interface Model {
  readonly folder: string
  readonly manifest: ModelManifest
  readonly weightsPath: string
  readonly space: Space
}

/** The model's folder lacks a file, or its manifest is not one. */
export class ModelUnreadable extends Error {
  constructor(folder: string, reason: string, options?: ErrorOptions) {
    super(`The model in ${folder} cannot be used: ${reason}`, options)
    this.name = 'ModelUnreadable'
  }
}

/** The weights are not those that the manifest was written for. */
export class ModelHashMismatch extends Error {
  readonly expected: string
  readonly found: string

  constructor(weightsPath: string, expected: string, found: string) {
    super(`Expected ${weightsPath} to have SHA-256 ${expected} but found ${found}. Install the model again.`)
    this.name = 'ModelHashMismatch'
    this.expected = expected
    this.found = found
  }
}

/**
 * Reads a model folder's manifest and checks its weights against it.
 * @throws ModelUnreadable, ModelHashMismatch
 */
export async function readModel(folder: string): Promise<Model> {
  const manifest = await readManifest(folder)
  const weightsPath = join(folder, manifest.weights.file)
  const weights = await readFile(weightsPath).catch((error: unknown) => {
    throw new ModelUnreadable(folder, `its weights ${manifest.weights.file} cannot be read`, { cause: error })
  })
  const found = hash('sha256', weights)
  if (found !== manifest.weights.sha256)
    throw new ModelHashMismatch(weightsPath, manifest.weights.sha256, found)
  const { input, output } = manifest
  return {
    folder,
    manifest,
    weightsPath,
    space: {
      modelId: manifest.id,
      version: manifest.version,
      preprocessing: preprocessingHash(manifest),
      dimension: output.dimension,
      metric: output.metric,
    },
  }

  function preprocessingHash({ weights: { sha256 } }: ModelManifest): string {
    const { layout, dtype, sizePx, resize, interpolation, colour } = input
    return hash(
      'sha256',
      JSON.stringify([sha256, layout, dtype, sizePx, resize, interpolation, colour]),
    ).slice(0, 16)
  }
}

async function readManifest(folder: string): Promise<ModelManifest> {
  try {
    return modelManifest.parse(JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8')))
  } catch (error) {
    const reason = error instanceof z.ZodError ? z.prettifyError(error) : String(error)
    throw new ModelUnreadable(folder, `its manifest.json is not a model's: ${reason}`, { cause: error })
  }
}
