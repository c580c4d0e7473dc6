import { realpath, stat } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { checkExportTarget } from '../../export/check-export-target.ts'
import { copyFileWhole } from './copy-file-whole.ts'
import { findWeights, type FoundWeights } from './find-weights.ts'
import { normaliseKeys } from './normalise-keys.ts'
import { readCheckpoint, type CheckpointTensor } from './read-checkpoint.ts'
import { readSafetensors } from './read-safetensors.ts'
import { checkShards, readShardIndex } from './shard-index.ts'
import { type StoredTensor, type StoredTensors } from './stored-tensor.ts'
import { writeSafetensors, type OnBytes } from './write-safetensors.ts'

const CONVERTED_NAME = 'weights.safetensors'

export interface OpenModelWeights {
  /** The model folder as it came. */
  readonly source: string
  /** Where the weights are to lie, as safetensors; may be the same folder. */
  readonly destination: string
  /** Name of the file to use, where the folder has several. */
  readonly file?: string | undefined
  /** Put before the names of the files that are written, so that a folder can hold the weights of several models. */
  readonly prefix?: string | undefined
  readonly signal: AbortSignal
  readonly onBytes?: OnBytes | undefined
}

/**
 * Brings a model's weights into a folder as safetensors: such files as they are, a PyTorch checkpoint converted.
 * @returns the tensors as they lie in the destination, by their keys without the names of wrappers
 * @throws WeightsUnreadable, ExportTargetError when the destination's disk refuses, or the signal's reason; a file that was copied whole before that stays
 */
export async function openModelWeights(options: OpenModelWeights): Promise<StoredTensors> {
  await checkExportTarget(targetPath(options, CONVERTED_NAME))
  const found = await findWeights(options.source, options.file)
  switch (found.kind) {
    case 'safetensors':
    case 'safetensors-index':
      return copySafetensors(found, options)
    case 'checkpoint':
    case 'checkpoint-index':
      return convertCheckpoint(found, options)
  }
}

async function copySafetensors(found: FoundWeights, options: OpenModelWeights): Promise<StoredTensors> {
  // What cannot be used is refused before anything is copied.
  const atSource = byNormalKey(await readStored(found), found.path)
  if ((await realpath(options.destination)) === (await realpath(dirname(found.path)))) return atSource
  const files = [...new Set([...atSource.values()].map(({ file }) => file))]
  await copyAll(files, options)
  const copies: StoredTensor[] = []
  for (const file of files) copies.push(...(await readSafetensors(targetPath(options, file))))
  return byNormalKey(copies, found.path)
}

async function readStored(found: FoundWeights): Promise<StoredTensor[]> {
  if (found.kind === 'safetensors') return readSafetensors(found.path)
  const index = await readShardIndex(found.path, '.safetensors')
  const tensors: StoredTensor[] = []
  for (const shard of index.shards) tensors.push(...(await readSafetensors(shard)))
  checkShards(index, tensors)
  return tensors
}

async function copyAll(files: readonly string[], options: OpenModelWeights): Promise<void> {
  const sizes = await Promise.all(files.map(async (file) => (await stat(file)).size))
  const total = sizes.reduce((sum, size) => sum + size, 0)
  let done = 0
  for (const file of files) {
    await copyFileWhole(file, targetPath(options, file), options.signal, (bytes) => {
      done += bytes
      options.onBytes?.(done, total)
    })
  }
}

async function convertCheckpoint(found: FoundWeights, options: OpenModelWeights): Promise<StoredTensors> {
  const tensors = await readStoredCheckpoint(found)
  const names = normaliseKeys(
    tensors.map(({ key }) => key),
    found.path,
  )
  const renamed = tensors.map((tensor) => ({ ...tensor, key: names.get(tensor.key) ?? tensor.key }))
  const target = targetPath(options, CONVERTED_NAME)
  await writeSafetensors(target, renamed, options.signal, options.onBytes)
  return new Map((await readSafetensors(target)).map((tensor) => [tensor.key, tensor]))
}

async function readStoredCheckpoint(found: FoundWeights): Promise<CheckpointTensor[]> {
  if (found.kind === 'checkpoint') return readCheckpoint(found.path)
  const index = await readShardIndex(found.path, '.bin')
  const shards: { file: string; tensors: CheckpointTensor[] }[] = []
  for (const file of index.shards) shards.push({ file, tensors: await readCheckpoint(file) })
  checkShards(
    index,
    shards.flatMap(({ file, tensors }) => tensors.map(({ key }) => ({ key, file }))),
  )
  return shards.flatMap(({ tensors }) => tensors)
}

function targetPath({ destination, prefix = '' }: OpenModelWeights, file: string): string {
  return join(resolve(destination), prefix + basename(file))
}

function byNormalKey(tensors: readonly StoredTensor[], path: string): StoredTensors {
  const names = normaliseKeys(
    tensors.map(({ key }) => key),
    path,
  )
  return new Map(
    tensors.map((tensor) => {
      const key = names.get(tensor.key) ?? tensor.key
      return [key, { ...tensor, key }]
    }),
  )
}
