import { z } from 'zod'
import { readJsonText } from './read-json-text.ts'
import { refuseStandIn } from './refuse-stand-in.ts'
import { BYTES_OF, type StoredTensor, type StoredType } from './stored-tensor.ts'
import { tensorBytes } from './tensor-bytes.ts'
import { withWeightsFile, type WeightsFile } from './weights-file.ts'
import { shown, WeightsUnreadable } from './weights-unreadable.ts'

/** The same as the format's own library. */
const LONGEST_HEADER_BYTES = 100_000_000
const LENGTH_BYTES = 8
const METADATA_KEY = '__metadata__'
/** PyTorch's own limit. */
const MOST_DIMENSIONS = 64

const size = z.number().int().nonnegative()
const tensorHeader = z.object({
  dtype: z.string(),
  shape: z.array(size).max(MOST_DIMENSIONS),
  data_offsets: z.tuple([size, size]),
})
type TensorHeader = z.infer<typeof tensorHeader>
const headerObject = z.custom<object>(
  (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
)
const metadata = z.record(z.string(), z.string())

/**
 * Reads where the tensors of a safetensors file lie; of the file itself only the header.
 * As strict as the format's own library: the tensors fill the file from the header to its end, without gap or overlap.
 * @returns in the order of the file
 * @throws WeightsUnreadable naming the key, what was expected and what was found
 * @see https://github.com/huggingface/safetensors#format
 */
export function readSafetensors(path: string): Promise<StoredTensor[]> {
  return withWeightsFile(path, async (file) => {
    await refuseStandIn(file)
    const headerBytes = await readHeaderLength(file)
    const entries = parseHeader(file, await file.read(LENGTH_BYTES, headerBytes))
    const dataStart = LENGTH_BYTES + headerBytes
    const tensors = entries.map(([key, header]) => locate(file, key, header, dataStart))
    tensors.sort((one, other) => one.offset - other.offset || one.bytes - other.bytes)
    checkNoGaps(file, tensors, dataStart)
    return tensors
  })
}

async function readHeaderLength(file: WeightsFile): Promise<number> {
  if (file.size < LENGTH_BYTES) {
    throw new WeightsUnreadable(
      file.path,
      `expected a safetensors file but it has only ${file.size} bytes. Fetch it again.`,
    )
  }
  const start = await file.read(0, LENGTH_BYTES)
  const length = new DataView(start.buffer).getBigUint64(0, true)
  if (length > LONGEST_HEADER_BYTES) {
    throw new WeightsUnreadable(
      file.path,
      `expected a header of at most ${LONGEST_HEADER_BYTES} bytes but its length says ${length}. It is not a safetensors file or is damaged.`,
    )
  }
  const left = file.size - LENGTH_BYTES
  if (length > left) {
    throw new WeightsUnreadable(
      file.path,
      `expected a header of ${length} bytes but only ${left} bytes follow. It was not fetched whole; fetch it again.`,
    )
  }
  return Number(length)
}

function parseHeader(file: WeightsFile, bytes: Uint8Array): [string, TensorHeader][] {
  const header = headerObject.safeParse(readJsonText(file.path, 'header', bytes))
  if (!header.success) throw new WeightsUnreadable(file.path, 'its header is not a JSON object.')
  return Object.entries(header.data).flatMap(([key, value]: [string, unknown]) => {
    if (key === METADATA_KEY) {
      checkMetadata(file, value)
      return []
    }
    const tensor = tensorHeader.safeParse(value)
    if (!tensor.success) {
      throw new WeightsUnreadable(
        file.path,
        `its header is not that of a tensor: ${firstProblem(tensor.error)}.`,
        key,
      )
    }
    return [[key, tensor.data] satisfies [string, TensorHeader]]
  })
}

/** Only the first: a hostile header can have millions. */
function firstProblem({ issues: [issue] }: z.ZodError): string {
  return issue === undefined ? 'it is something else' : `${issue.path.join('.')}: ${issue.message}`
}

function checkMetadata(file: WeightsFile, value: unknown): void {
  if (!metadata.safeParse(value).success) {
    throw new WeightsUnreadable(file.path, 'expected texts by name.', METADATA_KEY)
  }
}

function locate(file: WeightsFile, key: string, header: TensorHeader, dataStart: number): StoredTensor {
  const { dtype, shape, data_offsets: offsets } = header
  if (!isStoredType(dtype)) {
    const known = Object.keys(BYTES_OF).join(', ')
    throw new WeightsUnreadable(file.path, `its type ${shown(dtype)} is not one of ${known}.`, key)
  }
  const [start, end] = offsets
  const expected = tensorBytes(dtype, shape)
  if (expected === null || end - start !== expected) {
    throw new WeightsUnreadable(
      file.path,
      `${dtype} of shape [${shape.join(', ')}] takes ${expected ?? 'uncountably many'} bytes but its offsets ${start} to ${end} hold ${end - start}.`,
      key,
    )
  }
  if (dataStart + end > file.size) {
    throw new WeightsUnreadable(
      file.path,
      `expected its last byte at ${dataStart + end} but the file has ${file.size} bytes. It was not fetched whole; fetch it again.`,
      key,
    )
  }
  return { key, type: dtype, shape, file: file.path, offset: dataStart + start, bytes: expected }
}

function isStoredType(name: string): name is StoredType {
  return Object.hasOwn(BYTES_OF, name)
}

function checkNoGaps(file: WeightsFile, tensors: readonly StoredTensor[], dataStart: number): void {
  let end = dataStart
  for (const { key, offset, bytes } of tensors) {
    if (offset !== end) {
      throw new WeightsUnreadable(
        file.path,
        `expected it at ${end - dataStart}, where the tensor before it ends, but its offset is ${offset - dataStart}: they ${offset < end ? 'overlap' : 'leave a gap'}.`,
        key,
      )
    }
    end += bytes
  }
  if (end !== file.size) {
    throw new WeightsUnreadable(
      file.path,
      `expected it to end with its last tensor, at ${end}, but it has ${file.size} bytes.`,
    )
  }
}
