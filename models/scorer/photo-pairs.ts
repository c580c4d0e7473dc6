import { mkdir, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import sharp, { type Sharp } from 'sharp'
import type { MatchInput } from '../../electron/engine/match/match-input.ts'
import { measurePair } from '../../electron/engine/match/evidence/measure-pair.ts'
import { prepareMatch } from '../../electron/engine/match/prepare-match.ts'
import { cosineNeighbours } from '../../electron/engine/vector-index/cosine-neighbours.ts'
import { hammingNeighbours } from '../../electron/engine/vector-index/hamming-neighbours.ts'
import type { Photo } from '../encoder/list-photos.ts'
import type { KnownPair } from './catalogue-pairs.ts'
import { type DescribedFiles, describeFiles, viewsOfItems } from './describe-files.ts'

const NEIGHBOURS = 20
const PHASH_DISTANCE_BITS = 16

/**
 * Pairs that only pictures tell of: photos of other owners that look nearest (different products), and each photo with a
 * copy as sellers make them (the same).
 */
export async function photoPairs(
  photos: readonly Pick<Photo, 'path' | 'owner'>[],
  copies: string,
  chance: () => number,
): Promise<KnownPair[]> {
  await mkdir(copies, { recursive: true })
  const copyPaths: string[] = []
  for (const [number, photo] of photos.entries()) {
    const path = join(copies, `${number}-${basename(photo.path)}`)
    await writeFile(path, await makeCopy(photo.path, chance))
    copyPaths.push(path)
  }
  const described = await describeFiles([...photos.map(({ path }) => path), ...copyPaths])
  const { pictures, fileOf } = described
  const input = picturesOnly(described)
  const prepared = await prepareMatch(input)
  const pairs = photos.map((_, photo): KnownPair => ({
    measures: measurePair(input, prepared, photo, photos.length + photo),
    same: true,
  }))
  const channels = [
    await cosineNeighbours(pictures.embeddings ?? new Float32Array(), pictures.dimension, NEIGHBOURS),
    await hammingNeighbours(pictures.phashes, PHASH_DISTANCE_BITS, NEIGHBOURS),
  ]
  const seen = new Set<number>()
  for (const { offsets, rows } of channels) {
    for (let view = 0; view < pictures.count; view += 1) {
      for (const other of rows.subarray(offsets[view], offsets[view + 1])) {
        const [a, b] = [fileOf[view] ?? 0, fileOf[other] ?? 0]
        const key = Math.min(a, b) * pictures.count + Math.max(a, b)
        if (seen.has(key) || photos[a % photos.length]?.owner === photos[b % photos.length]?.owner) continue
        seen.add(key)
        pairs.push({ measures: measurePair(input, prepared, a, b), same: false })
      }
    }
  }
  return pairs
}

/** One or two of the edits that sellers' photos go through, encoded again. */
async function makeCopy(path: string, chance: () => number): Promise<Buffer> {
  const { width, height } = await sharp(path).metadata()
  const edits: ((picture: Sharp) => Sharp)[] = [
    (picture) => picture,
    (picture) => picture.resize({ width: Math.round(width * (0.4 + 0.5 * chance())) }),
    (picture) => {
      const kept = 0.8 + 0.18 * chance()
      return picture.extract({
        left: Math.floor(width * (1 - kept) * chance()),
        top: Math.floor(height * (1 - kept) * chance()),
        width: Math.floor(width * kept),
        height: Math.floor(height * kept),
      })
    },
    (picture) => picture.modulate({ brightness: 0.8 + 0.4 * chance(), saturation: 0.7 + 0.6 * chance() }),
    (picture) => picture.flop(),
    (picture) => picture.blur(0.8 + chance()),
    (picture) =>
      picture.extend({
        left: Math.round(width * 0.08),
        right: Math.round(width * 0.08),
        top: Math.round(height * 0.05),
        bottom: Math.round(height * 0.05),
        background: 'white',
      }),
    // On a page, as it is photographed off a screen.
    (picture) =>
      picture.extend({
        top: Math.round(width * 0.14),
        bottom: Math.round(width * 0.55),
        background: '#f4f4f4',
      }),
  ]
  const edit = edits[Math.floor(chance() * edits.length)]
  const upright = sharp(path).rotate()
  return (edit === undefined ? upright : edit(upright))
    .jpeg({ quality: Math.round(35 + 55 * chance()) })
    .toBuffer()
}

function picturesOnly({ pictures, viewsOfFile }: DescribedFiles): MatchInput {
  const none = { title: null, brand: null, category: null, price: null, code: null }
  return {
    items: viewsOfFile.map(() => none),
    pictures,
    meanings: null,
    picturesOfItem: viewsOfItems(viewsOfFile),
  }
}
