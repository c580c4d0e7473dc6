import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { z } from 'zod'
import type { MatchInput } from '../../electron/engine/match/match-input.ts'
import { measurePair } from '../../electron/engine/match/evidence/measure-pair.ts'
import { prepareMatch } from '../../electron/engine/match/prepare-match.ts'
import type { KnownPair } from './catalogue-pairs.ts'

const product = z.object({
  id: z.string(),
  title: z.string().optional(),
  name: z.string().optional(),
  brand: z.string().optional(),
  category: z.string().optional(),
  price: z.string(),
  modelno: z.string().optional(),
})
const labelled = z.object({
  id_a: z.string(),
  id_b: z.string(),
  same_product: z.enum(['0', '1']),
  split: z.enum(['train', 'valid', 'test']),
})

/** A table without pictures (abt-buy, walmart-amazon) with its labelled pairs, by dense numbers. */
interface KnownTable {
  readonly input: MatchInput
  readonly pairs: readonly {
    readonly a: number
    readonly b: number
    readonly same: boolean
    readonly split: string
  }[]
}

/** The labelled pairs of one split. */
export async function titlePairs(folder: string, split: 'train' | 'valid' | 'test'): Promise<KnownPair[]> {
  const { input, pairs } = await readKnownTable(folder)
  const prepared = await prepareMatch(input)
  return pairs
    .filter((pair) => pair.split === split)
    .map(({ a, b, same }) => ({ measures: measurePair(input, prepared, a, b), same }))
}

export async function readKnownTable(folder: string): Promise<KnownTable> {
  const products = z.array(product).parse(await readTable(join(folder, 'catalogue.csv')))
  const pairs = z.array(labelled).parse(await readTable(join(folder, 'pairs.csv')))
  const input: MatchInput = {
    items: products.map(({ title, name, brand, category, price, modelno }) => ({
      title: textOrNull(title ?? name),
      brand: textOrNull(brand),
      category: textOrNull(category),
      price: Number(price) > 0 ? Number(price) : null,
      // As the import takes a column of that name.
      code: textOrNull(modelno),
    })),
    pictures: {
      count: 0,
      phashes: new Uint8Array(),
      embeddings: null,
      dimension: 1,
      labels: new Uint16Array(),
      distanceScale: 1,
    },
    meanings: null,
    picturesOfItem: { offsets: new Uint32Array(products.length + 1), pictures: new Uint32Array() },
  }
  const numberOf = new Map(products.map(({ id }, number) => [id, number]))
  return {
    input,
    pairs: pairs.map(({ id_a, id_b, same_product, split }) => ({
      a: numberIn(numberOf, id_a),
      b: numberIn(numberOf, id_b),
      same: same_product === '1',
      split,
    })),
  }
}

async function readTable(path: string): Promise<unknown> {
  return parse(await readFile(path), { columns: true, bom: true })
}

function textOrNull(text: string | undefined): string | null {
  return text === undefined || text === '' ? null : text
}

function numberIn(numbers: ReadonlyMap<string, number>, id: string): number {
  const number = numbers.get(id)
  if (number === undefined) throw new Error(`Expected product ${id} in the catalogue but it is not there`)
  return number
}
