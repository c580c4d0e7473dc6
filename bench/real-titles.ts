import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { z } from 'zod'
import { seededRandom } from '../models/scorer/random.ts'

const listing = z.object({ name: z.string().optional(), title: z.string().optional() })

/** The titles of shared tables of two shops each, abt-buy and walmart-amazon. @param data the folder that holds both */
export function realTitles(data: string): string[] {
  return ['abt-buy', 'walmart-amazon'].flatMap((name) =>
    z
      .array(listing)
      .parse(parse(readFileSync(join(data, name, 'catalogue.csv')), { columns: true }))
      .map((row) => row.name ?? row.title ?? ''),
  )
}

/**
 * Real titles, varied until there are enough: each further one is a real one of which a word in six is left out, one in
 * six is another title's, one in twelve is new (a made-up model number), and two neighbours change places.
 */
export function varyTitles(real: readonly string[], count: number): string[] {
  const random = seededRandom(1)
  const anyOf = <T>(values: readonly T[]): T | undefined => values[Math.floor(random() * values.length)]
  return Array.from({ length: count }, (_, row) => {
    const plain = real[row]
    if (plain !== undefined) return plain
    const words = (anyOf(real) ?? '').split(' ').flatMap((word) => {
      const draw = random()
      if (draw < 1 / 6) return []
      if (draw < 2 / 6) return anyOf((anyOf(real) ?? '').split(' ')) ?? []
      return draw < 5 / 12 ? `${word.slice(0, 2)}${Math.floor(random() * 10_000)}` : word
    })
    const place = Math.floor(random() * (words.length - 1))
    const [first, second] = [words[place], words[place + 1]]
    if (first !== undefined && second !== undefined) words.splice(place, 2, second, first)
    return words.slice(0, 16).join(' ')
  })
}
