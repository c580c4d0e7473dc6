import { Pace, type WorkOptions } from '../vector-index/pace.ts'
import { usableRows } from '../vector-index/usable-rows.ts'
import { foldTitle } from './titles/fold-title.ts'
import { readIdentifiers, type Identifiers } from './evidence/identifiers.ts'
import type { MatchInput } from './match-input.ts'
import { learnCatalogueWords } from './titles/learn-catalogue-words.ts'
import { normaliseBrand } from './titles/normalise-brand.ts'
import { normaliseCode } from './evidence/normalise-code.ts'
import { titleFacts, type TitleFacts } from './titles/title-facts.ts'
import { WORDS_AND_GRAMS } from './title-neighbours/text-weighting.ts'
import {
  fitAndVectorizeTitles,
  vectorizeTitles,
  type TitleModel,
  type TitleVectors,
} from './title-neighbours/title-vectors.ts'

/** What is computed once of a catalogue, so that measuring a pair is cheap. Rows are the input's dense numbers. */
export interface PreparedMatch {
  readonly titleModel: TitleModel
  readonly titleVectors: TitleVectors
  readonly facts: readonly TitleFacts[]
  readonly identifiers: readonly Identifiers[]
  /** As normaliseBrand gives them; where the table gives none, the one that the title names */
  readonly brands: readonly (string | null)[]
  readonly categories: readonly (string | null)[]
  readonly codes: readonly (string | null)[]
  /** int32 [pictures]: the two halves of each pHash */
  readonly phashHigh: Int32Array
  readonly phashLow: Int32Array
  /** uint8 [pictures]: 1 where the embedding can be compared */
  readonly embedded: Uint8Array
}

export interface PrepareOptions extends WorkOptions {
  /** Weights of a whole catalogue, to measure a few of its items alone; left out, they are learnt from the input. */
  readonly titleModel?: TitleModel | undefined
}

/**
 * @throws RangeError if an array of the input has not the length that its counts ask for
 * @throws the signal's reason when cancelled
 */
export async function prepareMatch(input: MatchInput, options: PrepareOptions = {}): Promise<PreparedMatch> {
  checkLengths(input)
  const titles = input.items.map((item) => item.title)
  const { signal, onProgress } = options
  const steps = 2 * titles.length
  const progressFrom = (step: number): WorkOptions => ({
    signal,
    onProgress: (done) => onProgress?.(step * titles.length + done, steps),
  })
  const catalogue = options.titleModel?.terms.catalogue ?? learnCatalogueWords(input.items)
  const { model: titleModel, vectors: titleVectors } =
    options.titleModel === undefined
      ? await fitAndVectorizeTitles(titles, WORDS_AND_GRAMS, { ...progressFrom(0), catalogue })
      : {
          model: options.titleModel,
          vectors: await vectorizeTitles(titles, options.titleModel, progressFrom(0)),
        }
  const facts: TitleFacts[] = []
  const identifiers: Identifiers[] = []
  const pace = new Pace(titles.length, progressFrom(1))
  for (const { title, code } of input.items) {
    facts.push(titleFacts(title ?? '', catalogue))
    identifiers.push(readIdentifiers(title, code, titleModel))
    if (pace.due()) await pace.rest(facts.length)
  }
  pace.finish()
  return {
    titleModel,
    titleVectors,
    facts,
    identifiers,
    brands: input.items.map((item, row) => normaliseBrand(item.brand) ?? facts[row]?.brand ?? null),
    categories: input.items.map((item) => foldOrNull(item.category)),
    codes: input.items.map((item) => normaliseCode(item.code)),
    ...splitHashes(input.pictures.phashes),
    embedded: markEmbedded(input),
  }
}

function checkLengths({ items, pictures, picturesOfItem }: MatchInput): void {
  expectLength('pHash bytes', pictures.phashes.length, pictures.count * 8)
  expectLength('picture offsets', picturesOfItem.offsets.length, items.length + 1)
  if (pictures.embeddings !== null) {
    expectLength('embedding values', pictures.embeddings.length, pictures.count * pictures.dimension)
  }
}

function expectLength(what: string, found: number, expected: number): void {
  if (found !== expected) throw new RangeError(`Expected ${expected} ${what} but received ${found}`)
}

function foldOrNull(text: string | null): string | null {
  const folded = text === null ? '' : foldTitle(text)
  return folded === '' ? null : folded
}

function splitHashes(hashes: Uint8Array): { phashHigh: Int32Array; phashLow: Int32Array } {
  const view = new DataView(hashes.buffer, hashes.byteOffset, hashes.byteLength)
  const count = hashes.length / 8
  return {
    phashHigh: Int32Array.from({ length: count }, (_, picture) => view.getInt32(picture * 8)),
    phashLow: Int32Array.from({ length: count }, (_, picture) => view.getInt32(picture * 8 + 4)),
  }
}

function markEmbedded({ pictures }: MatchInput): Uint8Array {
  const embedded = new Uint8Array(pictures.count)
  if (pictures.embeddings !== null) {
    for (const picture of usableRows(pictures.embeddings, pictures.dimension)) embedded[picture] = 1
  }
  return embedded
}
