import type { CatalogueWords } from './catalogue-words.ts'
import { joinBrand } from './normalise-brand.ts'
import { parseTitle, type TitleToken } from './title-tokens.ts'

/** Brands are looked for in so many words at most. */
const LONGEST_BRAND_WORDS = 4
/** What follows says what a product goes with, not who made it. */
const GOES_WITH = new Set(
  'for fits fit compatible with like für passend mit pour compatible avec para compatible con per kompatibel для voor'.split(
    ' ',
  ),
)

/** A title's tokens; a brand of several words is one, "black & decker" and "BlackDecker" alike. */
export function readTitle(title: string, { brands }: CatalogueWords): TitleToken[] {
  const tokens = parseTitle(title)
  if (brands.size === 0) return tokens
  const read: TitleToken[] = []
  for (let place = 0; place < tokens.length; place += 1) {
    const length = wordsOfBrand(tokens, place, brands)
    const token = tokens[place]
    if (token === undefined) break
    // "3m" stays the quantity that it may be.
    const kind = length > 1 ? 'word' : token.kind
    read.push(length === 0 ? token : { kind, text: joined(tokens, place, length) })
    place += Math.max(0, length - 1)
  }
  return read
}

/** The brand that a title names first, of those known; null if it names none but what it goes with. */
export function brandInTitle(tokens: readonly TitleToken[], { brands }: CatalogueWords): string | null {
  for (const [place, { text }] of tokens.entries()) {
    const brand = brands.get(text)
    if (brand !== undefined && !GOES_WITH.has(tokens[place - 1]?.text ?? '')) return brand
  }
  return null
}

/** Of how many tokens from a place on a known brand is made, the most; 0 if none is. "and" within it does not count. */
function wordsOfBrand(
  tokens: readonly TitleToken[],
  place: number,
  brands: CatalogueWords['brands'],
): number {
  for (let length = Math.min(LONGEST_BRAND_WORDS, tokens.length - place); length > 0; length -= 1) {
    if (brands.has(joined(tokens, place, length)) && !isJoining(tokens[place + length - 1])) return length
  }
  return 0
}

function joined(tokens: readonly TitleToken[], place: number, length: number): string {
  let text = ''
  for (let at = place; at < place + length; at += 1)
    if (!isJoining(tokens[at])) text += joinBrand(tokens[at]?.text ?? '')
  return text
}

function isJoining(token: TitleToken | undefined): boolean {
  return token?.text === 'and' || token?.text === 'und'
}
