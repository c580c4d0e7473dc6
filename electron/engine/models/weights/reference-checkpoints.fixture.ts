import { mkdtemp, open, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { readSafetensors } from './read-safetensors.ts'
import { type StoredTensor } from './stored-tensor.ts'

/** Written by models/reference/checkpoints.py with torch.save and safetensors' own library. */
export const REFERENCE_FOLDER = fileURLToPath(
  new URL('../../../../models/reference/checkpoints', import.meta.url),
)

/** A tensor in a form that tests can compare. */
export interface PlainTensor {
  readonly type: string
  readonly shape: readonly number[]
  /** The numbers' bytes. */
  readonly hex: string
}

/** What a checkpoint must give, by key. */
export async function expectedTensors(file: string): Promise<Record<string, PlainTensor>> {
  const tensors = await readSafetensors(join(REFERENCE_FOLDER, 'reference.safetensors'))
  const own = tensors.filter(({ key }) => key.startsWith(`${file}/`))
  return Object.fromEntries(
    await Promise.all(own.map(async (tensor) => [tensor.key.slice(file.length + 1), await plain(tensor)])),
  )
}

export async function plain({ file, offset, bytes, type, shape }: StoredTensor): Promise<PlainTensor> {
  const handle = await open(file)
  try {
    const buffer = Buffer.alloc(bytes)
    await handle.read(buffer, 0, bytes, offset)
    return { type, shape, hex: buffer.toString('hex') }
  } finally {
    await handle.close()
  }
}

/** Runs with a new folder that is gone afterwards. */
export async function withFolder(use: (folder: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'doublet-weights-'))
  try {
    await use(folder)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
