import { writeFileWhole, type AppendBytes } from '../../export/write-file-whole.ts'
import { BYTES_OF, type StoredType } from './stored-tensor.ts'
import { tensorBytes } from './tensor-bytes.ts'
import { WeightsUnreadable } from './weights-unreadable.ts'

/** What is appended at once: a cancel waits for one. */
const PIECE_BYTES = 16 * 2 ** 20
const ALIGNMENT_BYTES = 8
/** Names something else in the format. */
const METADATA_KEY = '__metadata__'

/** A tensor on its way into a safetensors file. */
export interface SourceTensor {
  readonly key: string
  readonly type: StoredType
  readonly shape: readonly number[]
  /** Little-endian, row-major, without gaps; held in memory one tensor at a time. */
  read(): Promise<Uint8Array>
}

/** @param done bytes of `total` */
export type OnBytes = (done: number, total: number) => void

/**
 * Writes a safetensors file that is there as a whole or not at all, one tensor after another.
 * Types that take more bytes come first and the data starts on a multiple of 8, so every tensor lies aligned.
 * @throws ExportTargetError when the disk refuses; WeightsUnreadable for a key that the format keeps for itself; the
 *   signal's reason when it is cancelled; whatever `read` throws
 */
export async function writeSafetensors(
  path: string,
  tensors: Iterable<SourceTensor>,
  signal: AbortSignal,
  onBytes: OnBytes = () => undefined,
): Promise<void> {
  const ordered = [...tensors].toSorted((one, other) => BYTES_OF[other.type] - BYTES_OF[one.type])
  const { header, total } = layOut(path, ordered)
  await writeFileWhole(path, async (append) => {
    await append(header)
    let done = 0
    for (const tensor of ordered) {
      done += await appendTensor(tensor, append, signal)
      onBytes(done, total)
    }
  })
}

function layOut(path: string, tensors: readonly SourceTensor[]): { header: Uint8Array; total: number } {
  let total = 0
  const entries = tensors.map(({ key, type, shape }) => {
    const start = total
    total += expectedBytes(key, type, shape)
    return [key, { dtype: type, shape, data_offsets: [start, total] }] as const
  })
  const byKey = new Map(entries)
  if (byKey.size !== tensors.length) throw new Error('Expected every tensor to have a key of its own')
  if (byKey.has(METADATA_KEY)) {
    throw new WeightsUnreadable(path, 'no tensor of a safetensors file can have that name.', METADATA_KEY)
  }
  const json = new TextEncoder().encode(JSON.stringify(Object.fromEntries(byKey)))
  const padded = Math.ceil(json.byteLength / ALIGNMENT_BYTES) * ALIGNMENT_BYTES
  const header = new Uint8Array(8 + padded).fill(0x20)
  new DataView(header.buffer).setBigUint64(0, BigInt(padded), true)
  header.set(json, 8)
  return { header, total }
}

async function appendTensor(tensor: SourceTensor, append: AppendBytes, signal: AbortSignal): Promise<number> {
  signal.throwIfAborted()
  const bytes = await tensor.read()
  const expected = expectedBytes(tensor.key, tensor.type, tensor.shape)
  if (bytes.byteLength !== expected) {
    throw new Error(`Expected ${expected} bytes of ${tensor.key} but got ${bytes.byteLength}`)
  }
  for (let start = 0; start < expected; start += PIECE_BYTES) {
    signal.throwIfAborted()
    await append(bytes.subarray(start, start + PIECE_BYTES))
  }
  return expected
}

function expectedBytes(key: string, type: StoredType, shape: readonly number[]): number {
  const bytes = tensorBytes(type, shape)
  if (bytes === null)
    throw new Error(`Expected a shape that can be stored but ${key} is [${shape.join(', ')}]`)
  return bytes
}
