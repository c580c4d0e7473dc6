import { titleTokens } from './title-tokens.ts'

/** The terms of a title with how often each occurs, in the two blocks that are weighted apart. */
export interface TitleTerms {
  /** Keys start with "w:" */
  readonly words: ReadonlyMap<string, number>
  /** Character 3-grams within words, their ends marked by blanks; keys start with "c:" */
  readonly grams: ReadonlyMap<string, number>
}

export function titleTerms(title: string | null): TitleTerms {
  const words = new Map<string, number>()
  const grams = new Map<string, number>()
  for (const token of title === null ? [] : titleTokens(title)) {
    count(words, `w:${token}`)
    const padded = Array.from(` ${token} `)
    for (let start = 0; start + 3 <= padded.length; start += 1) {
      count(grams, `c:${padded.slice(start, start + 3).join('')}`)
    }
  }
  return { words, grams }
}

function count(counts: Map<string, number>, term: string): void {
  counts.set(term, (counts.get(term) ?? 0) + 1)
}
