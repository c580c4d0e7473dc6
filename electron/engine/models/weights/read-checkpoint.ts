import { checkpointArchive, type CheckpointArchive } from './checkpoint-archive.ts'
import { findStateDict } from './find-state-dict.ts'
import { gatherStrided, isContiguous, touchedRange } from './gather-strided.ts'
import { type PickleStorage, type PickleTensor } from './pickle-values.ts'
import { readPickle } from './read-pickle.ts'
import { type ZipEntry } from './read-zip-entries.ts'
import { readZipEntry, readZipEntryPart } from './read-zip-entry.ts'
import { BYTES_OF } from './stored-tensor.ts'
import { tensorBytes } from './tensor-bytes.ts'
import { withWeightsFile } from './weights-file.ts'
import { shown, WeightsUnreadable } from './weights-unreadable.ts'
import { type SourceTensor } from './write-safetensors.ts'

/** A hundred thousand tensors take about 20 MB. */
const LONGEST_PICKLE_BYTES = 64 * 2 ** 20
/** Tied weights are written once for each name; more than this many times what the file holds is meant to fill the disk. */
const MOST_REPEATS = 8
const ALLOWED_REPEATED_BYTES = 64 * 2 ** 20

/** A tensor of a PyTorch checkpoint. */
export type CheckpointTensor = SourceTensor

/**
 * Reads the names, types and shapes of the weights in a PyTorch checkpoint (a zip archive with a pickle, as torch.save
 * has written it since version 1.6). Nothing in it is run. The numbers are read when `read` is called.
 * @throws WeightsUnreadable when it is damaged, hostile, of another kind or holds more than weights and plain values
 */
export function readCheckpoint(path: string): Promise<CheckpointTensor[]> {
  return withWeightsFile(path, async (file) => {
    const archive = await checkpointArchive(file)
    const { pickle } = archive
    if (pickle.bytes > LONGEST_PICKLE_BYTES) {
      throw new WeightsUnreadable(
        file.path,
        `expected a pickle of at most ${LONGEST_PICKLE_BYTES} bytes but it has ${pickle.bytes}.`,
      )
    }
    const stateDict = findStateDict(file.path, readPickle(file.path, await readZipEntry(file, pickle)))
    const checked = new Set<ZipEntry>()
    const tensors = [...stateDict].map(([key, tensor]) =>
      sourceTensor(file.path, key, tensor, archive, checked),
    )
    checkTotal(file.path, tensors, archive)
    return tensors
  })
}

function sourceTensor(
  path: string,
  key: string,
  tensor: PickleTensor,
  archive: CheckpointArchive,
  checked: Set<ZipEntry>,
): CheckpointTensor {
  const { type } = tensor.storage
  const entry = requireEntry(path, key, tensor.storage, archive)
  const { first, end } = requireRange(path, key, tensor)
  const start = first * BYTES_OF[type]
  return { key, type, shape: tensor.shape, read }

  function read(): Promise<Uint8Array> {
    return withWeightsFile(path, async (file) => {
      const bytes = await readZipEntryPart(file, entry, start, end * BYTES_OF[type] - start, checked)
      return isContiguous(tensor) ? bytes : gatherStrided(bytes, { ...tensor, offset: 0 }, BYTES_OF[type])
    })
  }
}

function requireEntry(
  path: string,
  key: string,
  storage: PickleStorage,
  archive: CheckpointArchive,
): ZipEntry {
  const entry = archive.storages.get(storage.name)
  if (entry?.bytes === storage.count * BYTES_OF[storage.type]) return entry
  const found = entry === undefined ? 'there is none' : `that has ${entry.bytes} bytes`
  throw new WeightsUnreadable(
    path,
    `expected its ${storage.count} numbers of ${storage.type} in the entry ${shown(storage.name)} but ${found}.`,
    key,
  )
}

function requireRange(path: string, key: string, tensor: PickleTensor): { first: number; end: number } {
  const { storage, shape, strides, offset } = tensor
  const range = touchedRange(tensor)
  if (range !== null && range.end <= storage.count && tensorBytes(storage.type, shape) !== null) return range
  throw new WeightsUnreadable(
    path,
    `shape [${shape.join(', ')}] with strides [${strides.join(', ')}] from ${offset} on reaches beyond the ${storage.count} numbers that are stored.`,
    key,
  )
}

function checkTotal(path: string, tensors: readonly CheckpointTensor[], archive: CheckpointArchive): void {
  const stored = [...archive.storages.values()].reduce((sum, { bytes }) => sum + bytes, 0)
  const total = tensors.reduce((sum, { type, shape }) => sum + (tensorBytes(type, shape) ?? Infinity), 0)
  const allowed = ALLOWED_REPEATED_BYTES + MOST_REPEATS * stored
  if (total > allowed) {
    throw new WeightsUnreadable(
      path,
      `expected its tensors to take at most ${allowed} bytes, for ${stored} that are stored, but they would take ${total}. Do not use this file.`,
    )
  }
}
