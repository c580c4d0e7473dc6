import { foldTitle } from '../match/titles/fold-title.ts'
import { titleTokens } from '../match/titles/title-tokens.ts'
import {
  fitAndVectorizeTitles,
  type TitleModel,
  vectorizeTitles,
} from '../match/title-neighbours/title-vectors.ts'
import { type TermPostings, termPostings } from './term-postings.ts'

/** A catalogue's titles, ready to be searched by words as the title channel compares them. */
export class TitleSearch {
  readonly model: TitleModel
  readonly #postings: TermPostings
  readonly #titles: readonly (string | null)[]
  #folded: readonly string[] | null = null

  private constructor(model: TitleModel, postings: TermPostings, titles: readonly (string | null)[]) {
    this.model = model
    this.#postings = postings
    this.#titles = titles
  }

  static async open(titles: readonly (string | null)[]): Promise<TitleSearch> {
    const { model, vectors } = await fitAndVectorizeTitles(titles)
    return new TitleSearch(model, termPostings(vectors), titles)
  }

  /**
   * Cosine similarity of every title with the words.
   * @returns float32 [titles], 0..1; 0 where they share no term
   */
  async similarities(words: string): Promise<Float32Array> {
    const { terms, weights } = await vectorizeTitles([words], this.model)
    const { offsets, rows, weights: rowWeights } = this.#postings
    const similarities = new Float32Array(this.#titles.length)
    for (let place = 0; place < terms.length; place += 1) {
      const term = terms[place] ?? 0
      // Terms that came with the words are in no title.
      if (term + 1 >= offsets.length) continue
      accumulate(
        similarities,
        rows,
        rowWeights,
        offsets[term] ?? 0,
        offsets[term + 1] ?? 0,
        weights[place] ?? 0,
      )
    }
    return similarities
  }

  /**
   * Titles in which every one of the words occurs, also inside other words. It finds what terms cannot: a single
   * character of a script without blanks, or the start of a word.
   * @returns dense numbers, ascending
   */
  containing(words: string): number[] {
    this.#folded ??= this.#titles.map((title) => foldTitle(title ?? ''))
    const wanted = foldTitle(words)
      .split(/[^\p{L}\p{N}\p{M}]+/u)
      .filter((word) => word !== '')
    if (wanted.length === 0) return []
    return this.#folded.flatMap((title, row) => (wanted.every((word) => title.includes(word)) ? [row] : []))
  }
}

/** Whether there is anything in a text that titles can be compared with. */
export function hasWords(text: string): boolean {
  return titleTokens(text).length > 0
}

/** Stands alone, so that it is compiled on its own. */
function accumulate(
  similarities: Float32Array,
  rows: Uint32Array,
  weights: Float32Array,
  start: number,
  end: number,
  weight: number,
): void {
  for (let posting = start; posting < end; posting += 1) {
    const row = rows[posting] ?? 0
    similarities[row] = (similarities[row] ?? 0) + weight * (weights[posting] ?? 0)
  }
}
