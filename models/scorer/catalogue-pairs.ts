import { readFile } from 'node:fs/promises'
import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { z } from 'zod'
import { candidatePairs } from '../../electron/engine/match/candidate-pairs.ts'
import type { MatchInput, MatchItem } from '../../electron/engine/match/match-input.ts'
import { measurePair, type PairMeasures } from '../../electron/engine/match/evidence/measure-pair.ts'
import { prepareMatch } from '../../electron/engine/match/prepare-match.ts'
import { titleNeighbours } from '../../electron/engine/match/title-neighbours/title-neighbours.ts'
import { cosineNeighbours } from '../../electron/engine/vector-index/cosine-neighbours.ts'
import { hammingNeighbours } from '../../electron/engine/vector-index/hamming-neighbours.ts'
import { describeFiles, viewsOfItems } from './describe-files.ts'

/** A pair whose truth is known. */
export interface KnownPair {
  readonly measures: PairMeasures
  readonly same: boolean
}

const NEIGHBOURS = 50
const PHASH_DISTANCE_BITS = 14

const listing = z.object({
  title: z.string(),
  image: z.string(),
  category: z.string(),
  brand: z.string(),
  price: z.string(),
  gtin: z.string(),
  label_group: z.string(),
})

/** Every candidate pair of a generated sample catalogue, as matching would measure it. */
export async function samplePairs(folder: string): Promise<KnownPair[]> {
  const rows = z
    .array(listing)
    .parse(parse(await readFile(join(folder, 'listings.csv')), { columns: true, bom: true }))
  const { input } = await readCatalogue(folder, rows)
  const prepared = await prepareMatch(input)
  const { embeddings, phashes, dimension } = input.pictures
  const candidates = await candidatePairs(input, prepared.codes, [
    {
      name: 'image',
      of: 'pictures',
      closeDistance: 0,
      neighbours: await cosineNeighbours(embeddings ?? new Float32Array(), dimension, NEIGHBOURS),
    },
    {
      name: 'phash',
      of: 'pictures',
      closeDistance: 0,
      neighbours: await hammingNeighbours(phashes, PHASH_DISTANCE_BITS, NEIGHBOURS),
    },
    {
      name: 'title',
      of: 'items',
      closeDistance: 0,
      neighbours: await titleNeighbours(prepared.titleVectors, NEIGHBOURS),
    },
  ])
  return Array.from(candidates.a, (a, pair) => {
    const b = candidates.b[pair] ?? 0
    return {
      measures: measurePair(input, prepared, a, b),
      same: rows[a]?.label_group === rows[b]?.label_group,
    }
  })
}

async function readCatalogue(
  folder: string,
  rows: readonly z.infer<typeof listing>[],
): Promise<{ input: MatchInput }> {
  const numberOfHash = new Map<string, number>()
  const paths: string[] = []
  const filesOfRow: number[][] = []
  for (const { image } of rows) {
    const files: number[] = []
    for (const name of image.split('|').filter((part) => part !== '')) {
      const path = join(folder, name)
      const digest = createHash('sha256')
        .update(await readFile(path))
        .digest('hex')
      const number = numberOfHash.get(digest) ?? paths.push(path) - 1
      numberOfHash.set(digest, number)
      files.push(number)
    }
    filesOfRow.push(files)
  }
  const { pictures, viewsOfFile } = await describeFiles(paths)
  const viewsOfRow = filesOfRow.map((files) => files.flatMap((file) => viewsOfFile[file] ?? []))
  return {
    input: {
      items: rows.map(({ title, brand, category, price, gtin }): MatchItem => ({
        title: title === '' ? null : title,
        brand: brand === '' ? null : brand,
        category: category === '' ? null : category,
        price: Number(price) > 0 ? Number(price) : null,
        code: gtin === '' ? null : gtin,
      })),
      pictures,
      meanings: null,
      picturesOfItem: viewsOfItems(viewsOfRow),
    },
  }
}
