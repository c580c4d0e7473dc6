import type { CatalogueWords } from '../titles/catalogue-words.ts'
import { readTitle } from '../titles/read-title.ts'

/** Numbers the terms of titles: words, and character n-grams within words, their ends marked by blanks. */
export class TitleTerms {
  /** Whose brands are one word each */
  readonly catalogue: CatalogueWords
  readonly #gramLengths: readonly number[]
  readonly #numbers = new Map<string, number>()
  /** Terms of each token: first its word, then its n-grams with repeats. Tokens come again and again, n-grams more so. */
  readonly #ofToken = new Map<string, Uint32Array>()
  /** 1 for an n-gram, by term */
  #isGram = new Uint8Array(1024)

  /** @param gramLengths characters of the n-grams; none for words alone */
  constructor(gramLengths: readonly number[], catalogue: CatalogueWords) {
    this.catalogue = catalogue
    this.#gramLengths = gramLengths
  }

  /** Terms that have a number; they are dense from 0, in order of first appearance. */
  get count(): number {
    return this.#numbers.size
  }

  /** The number of a word that a title read before has; undefined where none has it. */
  numberOf(word: string): number | undefined {
    return this.#numbers.get(`w:${word}`)
  }

  isGram(term: number): boolean {
    return this.#isGram[term] === 1
  }

  /** The terms of every word of a title, with repeats; new ones get the next numbers. */
  read(title: string | null): Uint32Array[] {
    return title === null ? [] : readTitle(title, this.catalogue).map(({ text }) => this.#termsOf(text))
  }

  #termsOf(token: string): Uint32Array {
    const known = this.#ofToken.get(token)
    if (known !== undefined) return known
    const terms = [this.#number(`w:${token}`, 0)]
    const padded = Array.from(` ${token} `)
    for (const length of this.#gramLengths) {
      for (let start = 0; start + length <= padded.length; start += 1) {
        terms.push(this.#number(`c:${padded.slice(start, start + length).join('')}`, 1))
      }
    }
    const numbered = Uint32Array.from(terms)
    this.#ofToken.set(token, numbered)
    return numbered
  }

  #number(term: string, isGram: 0 | 1): number {
    const known = this.#numbers.get(term)
    if (known !== undefined) return known
    const number = this.#numbers.size
    this.#numbers.set(term, number)
    if (number === this.#isGram.length) {
      const larger = new Uint8Array(number * 2)
      larger.set(this.#isGram)
      this.#isGram = larger
    }
    this.#isGram[number] = isGram
    return number
  }
}
