import { readZipEntries, type ZipEntry } from './read-zip-entries.ts'
import { readZipEntry } from './read-zip-entry.ts'
import { refuseStandIn } from './refuse-stand-in.ts'
import { type WeightsFile } from './weights-file.ts'
import { shown, WeightsUnreadable } from './weights-unreadable.ts'

const SAVE_AGAIN =
  'With a current PyTorch run weights = torch.load(PATH, map_location="cpu", weights_only=True), then torch.save(weights, "weights.pth"), and use that.'
/** A zip archive begins with its first entry. */
const ZIP_START = [0x50, 0x4b, 0x03, 0x04]
/** The number 0x1950a86a20f9469cfc6c as a pickle of its own, with which PyTorch began its files before 1.6. */
const LEGACY_MAGIC = [0x8a, 0x0a, 0x6c, 0xfc, 0x9c, 0x46, 0xf9, 0x20, 0x6a, 0xa8, 0x50, 0x19]
const PICKLE_START = 0x80
const LONGEST_BYTE_ORDER_BYTES = 16

/** The parts of a checkpoint that matter here. */
export interface CheckpointArchive {
  readonly pickle: ZipEntry
  /** The entries with the numbers, by the names that the pickle calls them. */
  readonly storages: ReadonlyMap<string, ZipEntry>
}

/**
 * Finds the parts of a checkpoint that torch.save has written.
 * @throws WeightsUnreadable when it is no such archive: older than PyTorch 1.6, TorchScript, big-endian or something else
 */
export async function checkpointArchive(file: WeightsFile): Promise<CheckpointArchive> {
  await refuseStandIn(file)
  await refuseOtherKinds(file)
  const entries = await readZipEntries(file)
  const pickle = [...entries.values()].find(({ name }) => /^[^/]+\/data\.pkl$/.test(name))
  if (pickle === undefined) {
    const some = [...entries.keys()].slice(0, 5).map(shown).join(', ')
    throw new WeightsUnreadable(
      file.path,
      `expected an entry NAME/data.pkl, as torch.save writes it, but the archive has ${some || 'no entries'}.`,
    )
  }
  const folder = pickle.name.slice(0, -'data.pkl'.length)
  if (entries.has(`${folder}constants.pkl`)) {
    throw new WeightsUnreadable(
      file.path,
      'it is a TorchScript program, not a checkpoint. Save its weights alone with torch.save(torch.jit.load(PATH).state_dict(), "weights.pth") and use that.',
    )
  }
  await checkByteOrder(file, entries.get(`${folder}byteorder`))
  const data = `${folder}data/`
  const storages = [...entries.values()].filter(({ name }) => name.startsWith(data))
  return { pickle, storages: new Map(storages.map((entry) => [entry.name.slice(data.length), entry])) }
}

async function refuseOtherKinds(file: WeightsFile): Promise<void> {
  const start = await file.read(0, Math.min(file.size, 16))
  if (startsWith(start, ZIP_START)) return
  if (start[0] === PICKLE_START && startsWith(start.subarray(2), LEGACY_MAGIC)) {
    throw new WeightsUnreadable(
      file.path,
      `it was saved in the way of PyTorch before 1.6 (2020). ${SAVE_AGAIN}`,
    )
  }
  if (start[0] === PICKLE_START) {
    throw new WeightsUnreadable(
      file.path,
      'it is a bare pickle, not a checkpoint of torch.save. Only checkpoints of torch.save and safetensors are read.',
    )
  }
  throw new WeightsUnreadable(
    file.path,
    'expected a checkpoint of torch.save, which is a zip archive, but it does not begin like one. It is of another kind or damaged.',
  )
}

function startsWith(bytes: Uint8Array, start: readonly number[]): boolean {
  return start.every((byte, n) => bytes[n] === byte)
}

/** Archives of PyTorch before 2.1 do not name it; they were little-endian on everything that is in use. */
async function checkByteOrder(file: WeightsFile, entry: ZipEntry | undefined): Promise<void> {
  if (entry === undefined) return
  if (entry.bytes > LONGEST_BYTE_ORDER_BYTES) {
    throw new WeightsUnreadable(file.path, `its byte order has ${entry.bytes} bytes: it is damaged.`)
  }
  const order = new TextDecoder().decode(await readZipEntry(file, entry))
  if (order === 'little') return
  throw new WeightsUnreadable(
    file.path,
    `expected the byte order "little" but found ${shown(order)}. Save it again on a little-endian machine (x86 or ARM): ${SAVE_AGAIN}`,
  )
}
