import { colourOf } from './colour-words.ts'
import { parseTitle } from './title-tokens.ts'
import { titleWords, type TitleWords } from './title-words.ts'

/** What two near misses differ in: kinds of words of which one is enough to make another product. */
export const FACT_KINDS = ['quantity', 'pack', 'number', 'model', 'colour', 'size'] as const
export type FactKind = (typeof FACT_KINDS)[number]

/** The different values a title states of each kind, sorted, and its words. */
export interface TitleFacts extends Readonly<Record<FactKind, readonly string[]>> {
  readonly words: TitleWords
}

const SIZES = new Set(
  'xxs xs s m l xl xxl xxxl 2xl 3xl 4xl 5xl small medium large mini maxi regular king queen'.split(' '),
)

export function titleFacts(title: string): TitleFacts {
  const found = {
    quantity: new Set<string>(),
    pack: new Set<string>(),
    number: new Set<string>(),
    model: new Set<string>(),
    colour: new Set<string>(),
    size: new Set<string>(),
  }
  const tokens = parseTitle(title)
  for (const { kind, text } of tokens) {
    const colour = colourOf(text)
    if (SIZES.has(text)) found.size.add(text)
    else if (colour !== undefined) found.colour.add(colour)
    else if (kind !== 'word') found[kind].add(text)
  }
  return {
    quantity: [...found.quantity].toSorted(),
    pack: [...found.pack].toSorted(),
    number: [...found.number].toSorted(),
    model: [...found.model].toSorted(),
    colour: [...found.colour].toSorted(),
    size: [...found.size].toSorted(),
    words: titleWords(tokens),
  }
}
