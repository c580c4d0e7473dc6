import { z } from 'zod'

/** What a catalogue's own tables say of words; learnt by learnCatalogueWords. */
export interface CatalogueWords {
  /** Brands that titles name, by their spelling without blanks: with blanks, as normaliseBrand gives it */
  readonly brands: ReadonlyMap<string, string>
  /** Words that come and go and tell no product from another, beside those that are always held for such */
  readonly fillers: ReadonlySet<string>
}

export const NO_CATALOGUE_WORDS: CatalogueWords = { brands: new Map(), fillers: new Set() }

const stored = z.object({
  brands: z.array(z.tuple([z.string(), z.string()])),
  fillers: z.array(z.string()),
})

/** As one line, equal for equal words: sorted. */
export function formatCatalogueWords({ brands, fillers }: CatalogueWords): string {
  const byKey = ([a]: readonly [string, string], [b]: readonly [string, string]): number => (a < b ? -1 : 1)
  return JSON.stringify({ brands: [...brands].toSorted(byKey), fillers: [...fillers].toSorted() })
}

/** @param text as formatCatalogueWords gives it, or null, for none @throws if it is something else */
export function parseCatalogueWords(text: string | null): CatalogueWords {
  if (text === null) return NO_CATALOGUE_WORDS
  const { brands, fillers } = stored.parse(JSON.parse(text))
  return { brands: new Map(brands), fillers: new Set(fillers) }
}
