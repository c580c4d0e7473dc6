import { createHash } from 'node:crypto'
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { titlesLearntFrom } from '../match/titles/titles-learnt-from.ts'
import type { Neighbours } from '../vector-index/neighbours.ts'

/* What the last match found among titles, so that the next one compares only new titles with others. */

/** Changes when titles are read, weighted or stored in another way. */
const VERSION = 2
const HEADER_VALUES = 4
const SHA256_BYTES = 32

/**
 * The neighbours that the last match stored, if the first titles are still the same and weighted the same; undefined
 * otherwise, and where the file is missing or damaged.
 * @param words what was learnt of words (formatCatalogueWords), which titles are read by
 */
export async function readKnownNeighbours(
  folder: string,
  titles: readonly (string | null)[],
  words: string,
  k: number,
): Promise<Neighbours | undefined> {
  const file = await readFile(pathIn(folder)).catch(() => null)
  if (file === null || file.length < 2 * SHA256_BYTES + HEADER_VALUES * 4) return undefined
  const content = file.subarray(SHA256_BYTES)
  if (!hash(content).equals(file.subarray(0, SHA256_BYTES))) return undefined
  const numbers = content.subarray(SHA256_BYTES)
  const [version, storedK, count = 0, total = 0] = new Uint32Array(
    new Uint8Array(numbers.subarray(0, HEADER_VALUES * 4)).buffer,
  )
  const isCurrent = version === VERSION && storedK === k && count <= titles.length
  if (!isCurrent || titlesLearntFrom(count) !== titlesLearntFrom(titles.length)) return undefined
  if (!hashTitles(titles.slice(0, count), words).equals(content.subarray(0, SHA256_BYTES))) return undefined
  const arrays = new Uint8Array(numbers.subarray(HEADER_VALUES * 4)).buffer
  return {
    offsets: new Uint32Array(arrays, 0, count + 1),
    rows: new Uint32Array(arrays, (count + 1) * 4, total),
    distances: new Float32Array(arrays, (count + 1 + total) * 4, total),
  }
}

/** Stores the neighbours of titles for the next match, whole or not at all. */
export async function writeKnownNeighbours(
  folder: string,
  titles: readonly (string | null)[],
  words: string,
  k: number,
  { offsets, rows, distances }: Neighbours,
): Promise<void> {
  const header = Uint32Array.of(VERSION, k, titles.length, rows.length)
  const content = Buffer.concat([
    hashTitles(titles, words),
    ...[header, offsets, rows, distances].map(bytesOf),
  ])
  await mkdir(folder, { recursive: true })
  const temporary = `${pathIn(folder)}.tmp`
  try {
    await writeFile(temporary, Buffer.concat([hash(content), content]))
    await rename(temporary, pathIn(folder))
  } finally {
    await rm(temporary, { force: true })
  }
}

function pathIn(folder: string): string {
  return join(folder, 'title-neighbours.bin')
}

function bytesOf({ buffer, byteOffset, byteLength }: Uint32Array | Float32Array): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength)
}

function hash(bytes: Uint8Array): Buffer {
  return createHash('sha256').update(bytes).digest()
}

function hashTitles(titles: readonly (string | null)[], words: string): Buffer {
  const sha256 = createHash('sha256').update(`${words}\u0000`)
  for (const title of titles) sha256.update(title === null ? '\u0001' : `${title}\u0000`)
  return sha256.digest()
}
