import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { parse } from 'csv-parse/sync'
import { z } from 'zod'
import { TEXT_SETTINGS } from '../electron/engine/match/title-neighbours/text-settings.ts'
import { textNeighbours } from '../electron/engine/match/title-neighbours/text-neighbours.ts'
import type { Neighbours } from '../electron/engine/vector-index/neighbours.ts'
import { load, measured, times } from './measured.ts'
import { printTable } from './table.ts'

/** How many of the known pairs the title channel brings together. `node bench/match.ts --data FOLDER` */
const NEIGHBOURS = 50
const SETS = ['abt-buy', 'walmart-amazon'] as const

const listing = z.object({ id: z.string(), name: z.string().optional(), title: z.string().optional() })
const knownPair = z.object({
  id_a: z.string(),
  id_b: z.string(),
  same_product: z.string(),
  split: z.string(),
})

const { values } = parseArgs({ options: { data: { type: 'string' } } })
if (values.data === undefined) {
  console.log(
    '\nCandidates of known pairs: not run; give --data FOLDER with abt-buy and walmart-amazon in it.',
  )
} else {
  for (const set of SETS) await bench(join(values.data, set), set)
}

async function bench(folder: string, set: string): Promise<void> {
  const listings = z.array(listing).parse(read(join(folder, 'catalogue.csv')))
  const pairs = z.array(knownPair).parse(read(join(folder, 'pairs.csv')))
  const rowOf = new Map(listings.map(({ id }, row) => [id, row]))
  const titles = listings.map(({ name, title }) => name ?? title ?? null)
  const rows: [string, string][] = []
  for (const [name, setting] of Object.entries(TEXT_SETTINGS)) {
    if (setting.kind.of === 'vectors') continue
    const found = await measured(() => textNeighbours(titles, setting, NEIGHBOURS))
    rows.push([
      `${name}, up to ${setting.distanceThreshold}`,
      `${recall(found.result, pairs, rowOf)}, ${times(found)}`,
    ])
  }
  printTable(`Recall of ${set}'s known pairs among ${NEIGHBOURS} neighbours of either; ${load()}`, rows)
}

function read(path: string): unknown {
  return parse(readFileSync(path), { columns: true })
}

function recall(
  { offsets, rows }: Neighbours,
  pairs: readonly z.infer<typeof knownPair>[],
  rowOf: ReadonlyMap<string, number>,
): string {
  const has = (a: number, b: number): boolean => rows.subarray(offsets[a], offsets[a + 1]).includes(b)
  const same = pairs.filter((pair) => pair.same_product === '1')
  const hits = same.filter(({ id_a, id_b }) => {
    const [a, b] = [rowOf.get(id_a) ?? 0, rowOf.get(id_b) ?? 0]
    return has(a, b) || has(b, a)
  })
  return `${(hits.length / same.length).toFixed(4)} of ${same.length}`
}
