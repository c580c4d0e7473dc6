import { hash, randomUUID } from 'node:crypto'
import { mkdir, readFile, readdir, rename, rm, rmdir, writeFile } from 'node:fs/promises'
import { dirname, extname, join } from 'node:path'
import type { ExportNote, LabelledPair } from '../../contract/export.ts'
import { say } from '../../contract/saying.ts'
import type { ExportRun } from './answer-export.ts'
import { checkExportTarget } from './check-export-target.ts'
import type { ExportItem, ExportPicture } from './export-item.ts'
import { exportIds } from './export-ids.ts'
import { countNote } from './export-notes.ts'
import { LABELLED_PAIR_COLUMNS } from './export-rows.ts'
import { ExportTargetError, exportTargetErrorOf } from './export-target-error.ts'
import { noteUnfinished, UNFINISHED_NAME } from './note-unfinished.ts'
import { productFolders } from './product-folders.ts'
import { TRIPLET_COLUMNS, tripletRows } from './triplet-rows.ts'
import { writeRows } from './write-rows.ts'

const ABOUT = `Labelled listings, written by Doublet.

train/, validation/, test/   one folder a product, with the pictures of its listings: what torchvision's ImageFolder
                             and the "imagefolder" of Hugging Face's datasets load as it is
pairs.csv                    pairs of listings with their relation; pictures by their paths in here
triplets.csv                 a listing, one of the same product, one that is known to be another product
No product and no picture is in two of train, validation and test.
`

const OWN_FILES: ReadonlySet<string> = new Set(['README.txt', 'pairs.csv', 'triplets.csv'])

/**
 * Whether something that lies in a training folder is what is written there.
 * @param place inside the folder, its parts joined by "/"
 */
export function isOfTrainingFolder(place: string, isFolder: boolean): boolean {
  if (isFolder) return /^(train|validation|test)(\/[A-Za-z0-9_-]+)?$/.test(place)
  return (
    OWN_FILES.has(place) ||
    UNFINISHED_NAME.test(place) ||
    /^(train|validation|test)\/[A-Za-z0-9_-]+\/[0-9a-f]{16}(\.[^/]*)?$/.test(place)
  )
}

/** A picture that could not be copied as the catalogue knows it. */
class PictureChanged extends Error {}

/**
 * Writes labelled pairs as a folder that training code loads as it is: as a whole or not at all. Originals are copied
 * and never changed; one that is gone, or no longer holds what was described, is left out and counted.
 * @param path of a folder that is not there yet, or empty
 * @returns the bytes written, and what to know
 * @throws ExportTargetError when the folder holds something, the disk is full, and the like; the signal's reason once it
 * is aborted
 */
export async function writeTrainingFolder(
  path: string,
  pairs: readonly LabelledPair[],
  items: readonly ExportItem[],
  run: ExportRun,
): Promise<{ bytes: number; notes: ExportNote[] }> {
  await requireFreeFolder(path)
  const temporary = join(dirname(path), `.doublet-${randomUUID()}.partial`)
  const forget = await noteUnfinished(run.unfinished, temporary)
  try {
    await mkdir(temporary)
    const copied = await copyPictures(temporary, pairs, items, run)
    const placed = pairs.map((pair) => ({
      ...pair,
      image_a: copied.placeOf.get(pair.id_a)?.get(pair.sha256_a) ?? '',
      image_b: copied.placeOf.get(pair.id_b)?.get(pair.sha256_b) ?? '',
    }))
    const triplets = tripletRows(placed)
    const bytes =
      copied.bytes +
      (await writeRows(join(temporary, 'pairs.csv'), 'csv', LABELLED_PAIR_COLUMNS, placed)) +
      (await writeRows(join(temporary, 'triplets.csv'), 'csv', TRIPLET_COLUMNS, triplets.rows))
    await writeFile(join(temporary, 'README.txt'), ABOUT)
    run.signal.throwIfAborted()
    await rmdir(path).catch(() => undefined)
    await rename(temporary, path)
    await forget()
    const lost = 'that could not be read, or changed since they were described, left out'
    return {
      bytes: bytes + ABOUT.length,
      notes: [...triplets.notes, ...countNote('pictures-unreadable', copied.lost, 'picture', lost)],
    }
  } catch (error) {
    await rm(temporary, { recursive: true, force: true }).then(forget, () => undefined)
    throw exportTargetErrorOf(path, error)
  }
}

/** @throws ExportTargetError */
async function requireFreeFolder(path: string): Promise<void> {
  const held = await readdir(path).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw exportTargetErrorOf(path, error)
  })
  if (held !== null && held.length > 0) throw new ExportTargetError(path, say('exportFolderUsed', { path }))
  if (held === null) await checkExportTarget(path)
}

async function copyPictures(
  root: string,
  pairs: readonly LabelledPair[],
  items: readonly ExportItem[],
  { meter, signal }: ExportRun,
): Promise<{ bytes: number; lost: number; placeOf: Map<string, Map<string, string>> }> {
  const ids = exportIds(items)
  const itemNamed = new Map(items.map((item) => [ids.get(item.id) ?? '', item]))
  const placeOf = new Map<string, Map<string, string>>()
  const written = new Set<string>()
  const listings = productFolders(pairs)
  const picturesOf = (id: string): readonly ExportPicture[] => itemNamed.get(id)?.pictures ?? []
  meter.start(
    'copy',
    listings.reduce((sum, { id }) => sum + picturesOf(id).length, 0),
  )
  let bytes = 0
  let lost = 0
  let done = 0
  for (const { id, folder } of listings) {
    const places = new Map<string, string>()
    placeOf.set(id, places)
    await mkdir(join(root, folder), { recursive: true })
    for (const picture of picturesOf(id)) {
      signal.throwIfAborted()
      const place = `${folder}/${picture.sha256.slice(0, 16)}${extname(picture.path).toLowerCase()}`
      try {
        if (!written.has(place)) bytes += await copyPicture(picture, join(root, place))
        written.add(place)
        places.set(picture.sha256, place)
      } catch (error) {
        if (!(error instanceof PictureChanged)) throw error
        lost += 1
      }
      done += 1
      meter.update(done)
    }
  }
  return { bytes, lost, placeOf }
}

/** @throws PictureChanged when the original cannot be read, or is another picture by now */
async function copyPicture({ path, sha256 }: ExportPicture, to: string): Promise<number> {
  const bytes = await readFile(path).catch((cause: unknown) => {
    throw new PictureChanged(path, { cause })
  })
  if (hash('sha256', bytes, 'hex') !== sha256) throw new PictureChanged(path)
  await writeFile(to, bytes)
  return bytes.byteLength
}
