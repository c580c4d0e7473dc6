import { colourOf } from './colour-words.ts'
import { isFiller } from './filler-words.ts'
import type { MatchItem } from '../match-input.ts'
import { joinBrand, normaliseBrand } from './normalise-brand.ts'
import { brandInTitle, readTitle } from './read-title.ts'
import type { CatalogueWords } from './catalogue-words.ts'
import { sizeOf } from './size-words.ts'
import type { TitleToken } from './title-tokens.ts'
import { titlesLearntFrom } from './titles-learnt-from.ts'

/** More would say the same, and take longer than the rest of getting ready. */
const MOST_TITLES = 20_000
/** A brand of one listing may be anything. */
const LEAST_LISTINGS_OF_BRAND = 2
/** So many of the titles that name a brand have it in their brand column, or else it is a common word ("apple", "field"). */
const LEAST_BRAND_PRECISION = 0.8
/** How often a word has to come and go, and how much more often than something takes its place. */
const LEAST_COMINGS = 5
const COMINGS_TO_EXCHANGES = 4
/** Of shorter titles hardly anything is left without a word. */
const LEAST_TOKENS = 3

/**
 * The brands and the fillers that a catalogue's own listings show: from the first titles, as many as title weights are
 * learnt from, so that they stay the same while it grows a little, and depend on nothing else.
 */
export function learnCatalogueWords(items: readonly Pick<MatchItem, 'title' | 'brand'>[]): CatalogueWords {
  const learntFrom = items.slice(0, Math.min(titlesLearntFrom(items.length), MOST_TITLES))
  const listings = learntFrom.map(({ title, brand }) => ({
    title: title ?? '',
    brand: normaliseBrand(brand),
  }))
  const named = { brands: commonBrands(listings.map(({ brand }) => brand)), fillers: new Set<string>() }
  const tokens = listings.map(({ title }) => readTitle(title, named))
  const brands = tellingBrands(
    named,
    tokens,
    listings.map(({ brand }) => brand),
  )
  return { brands, fillers: comeAndGo(tokens, named) }
}

/** Brands of two listings or more, each in its most frequent spelling. */
function commonBrands(brands: readonly (string | null)[]): Map<string, string> {
  const counts = new Map<string, number>()
  for (const brand of brands) if (brand !== null) counts.set(brand, (counts.get(brand) ?? 0) + 1)
  const bySpelling = [...counts].toSorted(([a, n], [b, m]) => m - n || (a < b ? -1 : 1))
  const common = new Map<string, string>()
  for (const [brand, count] of bySpelling) {
    const key = joinBrand(brand)
    if (count < LEAST_LISTINGS_OF_BRAND || key.length < 2 || common.has(key)) continue
    if (!isFiller(key) && sizeOf(key) === undefined && colourOf(key) === undefined) common.set(key, brand)
  }
  return common
}

/** Those that a title names only where they are its brand. */
function tellingBrands(
  known: CatalogueWords,
  titles: readonly (readonly TitleToken[])[],
  brands: readonly (string | null)[],
): Map<string, string> {
  const seen = new Map<string, { titles: number; right: number }>()
  titles.forEach((tokens, place) => {
    const given = brands[place] ?? null
    const read = brandInTitle(tokens, known)
    if (given === null || read === null) return
    const count = seen.get(read) ?? { titles: 0, right: 0 }
    count.titles += 1
    if (joinBrand(given).startsWith(joinBrand(read))) count.right += 1
    seen.set(read, count)
  })
  return new Map(
    [...known.brands].filter(([, brand]) => {
      const count = seen.get(brand)
      return count !== undefined && count.right >= LEAST_BRAND_PRECISION * count.titles
    }),
  )
}

/**
 * Words that come and go: often a title has the word, and another title is the same without it, while hardly ever
 * another word stands in its place. A flavour or a model is exchanged ("oat", "vanilla"), praise is added ("original").
 */
function comeAndGo(titles: readonly (readonly TitleToken[])[], { brands }: CatalogueWords): Set<string> {
  const hashes = new Map<string, number>()
  const rests = titles.map((tokens) => titleHashes(tokens, hashes))
  const wholes = new Set(rests.map(({ whole }) => whole))
  /** By what is left of a title: the words that were left out, each once. */
  const leftOut = new Map<number, Set<string>>()
  for (const { whole, words } of rests) {
    if (words.length < LEAST_TOKENS) continue
    for (const [word, hash] of words) {
      const rest = subtract(whole, hash)
      const known = leftOut.get(rest)
      if (known === undefined) leftOut.set(rest, new Set([word]))
      else known.add(word)
    }
  }
  const comings = new Map<string, number>()
  const exchanges = new Map<string, number>()
  for (const [rest, words] of leftOut) {
    if (wholes.has(rest)) addTo(comings, words)
    if ([...words].filter((word) => !isFiller(word)).length > 1) addTo(exchanges, words)
  }
  const isOrdinary = (word: string): boolean =>
    /^\p{L}+$/u.test(word) &&
    !isFiller(word) &&
    !brands.has(word) &&
    sizeOf(word) === undefined &&
    colourOf(word) === undefined
  return new Set(
    [...comings].flatMap(([word, count]) =>
      isOrdinary(word) && count >= LEAST_COMINGS && count >= COMINGS_TO_EXCHANGES * (exchanges.get(word) ?? 0)
        ? [word]
        : [],
    ),
  )
}

function addTo(counts: Map<string, number>, words: Iterable<string>): void {
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1)
}

/** Hashes below 2^48, so that a title's is the sum of its different words' and exact. */
const HASH_RANGE = 2 ** 48

function titleHashes(
  tokens: readonly TitleToken[],
  hashes: Map<string, number>,
): { whole: number; words: [string, number][] } {
  const words = [...new Set(tokens.map(({ text }) => text))].map((word): [string, number] => {
    const hash = hashes.get(word) ?? hashOf(word)
    hashes.set(word, hash)
    return [word, hash]
  })
  return { whole: words.reduce((sum, [, hash]) => (sum + hash) % HASH_RANGE, 0), words }
}

function subtract(whole: number, hash: number): number {
  return (whole - hash + HASH_RANGE) % HASH_RANGE
}

/** FNV-1a twice, from two starts. @see http://www.isthe.com/chongo/tech/comp/fnv/ */
function hashOf(word: string): number {
  let low = 0x811c9dc5
  let high = 0x01234567
  for (let place = 0; place < word.length; place += 1) {
    const code = word.charCodeAt(place)
    low = Math.imul(low ^ code, 0x01000193)
    high = Math.imul(high ^ code, 0x01000193) ^ (high >>> 15)
  }
  return ((high >>> 16) & 0xffff) * 2 ** 32 + (low >>> 0)
}
