import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { listNeighbours } from '../../vector-index/list-neighbours.fixture.ts'
import { WORDS_AND_GRAMS } from './text-weighting.ts'
import { titleNeighbours } from './title-neighbours.ts'
import { titleTokens } from '../titles/title-tokens.ts'
import {
  fitAndVectorizeTitles,
  titleDistance,
  titleSimilarity,
  type TitleVectors,
  vectorizeTitles,
} from './title-vectors.ts'
import { titlesLearntFrom } from '../titles/titles-learnt-from.ts'

const WORDS =
  'red blue mug bottle shirt steel cotton large small acme zenith orion 500ml 1l 250g travel kids'.split(' ')

/** Titles of two to six words, from the linear congruential generator of Numerical Recipes. */
function drawTitles(count: number): string[] {
  let state = 7
  const next = (limit: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * limit)
  }
  return Array.from({ length: count }, () =>
    Array.from({ length: 2 + next(5) }, () => WORDS[next(WORDS.length)]).join(' '),
  )
}

async function vectorsOf(titles: readonly (string | null)[]): Promise<TitleVectors> {
  return (await fitAndVectorizeTitles(titles)).vectors
}

/** Independent reference: TF-IDF by its textbook formula over nested maps, without sparse rows or an inverted index. */
function naiveSimilarities(titles: readonly string[]): number[][] {
  const grams = (title: string) =>
    titleTokens(title).flatMap((token) => {
      const padded = ` ${token} `
      return Array.from({ length: padded.length - 2 }, (_, start) => padded.slice(start, start + 3))
    })
  const cosines = (documents: readonly string[][]) => {
    const vectors = documents.map((terms) => {
      const weights = new Map<string, number>()
      for (const term of new Set(terms)) {
        const frequency = terms.filter((other) => other === term).length
        const holding = documents.filter((other) => other.includes(term)).length
        weights.set(term, (1 + Math.log(frequency)) * (Math.log((1 + documents.length) / (1 + holding)) + 1))
      }
      return { weights, length: Math.hypot(...weights.values()) }
    })
    return vectors.map((a) =>
      vectors.map((b) => {
        let dot = 0
        for (const [term, weight] of a.weights) dot += weight * (b.weights.get(term) ?? 0)
        return dot / (a.length * b.length)
      }),
    )
  }
  const words = cosines(titles.map(titleTokens))
  const characters = cosines(titles.map(grams))
  return words.map((row, a) => row.map((value, b) => 0.6 * value + 0.4 * (characters[a]?.[b] ?? 0)))
}

/** Every pair's similarity by merging the two rows, without an inverted index. */
function bruteForce(vectors: TitleVectors, k: number): [number, number][][] {
  const count = vectors.offsets.length - 1
  return Array.from({ length: count }, (_, row) =>
    Array.from({ length: count }, (_unused, other): [number, number] => [
      other,
      Math.fround(titleDistance(titleSimilarity(vectors, row, other) ?? 0)),
    ])
      .filter(([other, distance]) => other !== row && distance < 1)
      .toSorted((a, b) => a[1] - b[1] || a[0] - b[0])
      .slice(0, k),
  )
}

describe('fitAndVectorizeTitles', () => {
  it('gives the similarities of plain TF-IDF', async () => {
    const titles = drawTitles(30)
    const vectors = await vectorsOf(titles)
    const expected = naiveSimilarities(titles)
    for (let a = 0; a < titles.length; a += 1) {
      for (let b = 0; b < titles.length; b += 1) {
        expect(titleSimilarity(vectors, a, b)).toBeCloseTo(expected[a]?.[b] ?? 0, 4)
      }
    }
  })

  it('gives a part of a catalogue the weights of the whole', async () => {
    const titles = drawTitles(40)
    const { model, vectors } = await fitAndVectorizeTitles(titles)
    const part = await vectorizeTitles(
      [3, 9].map((row) => titles[row] ?? null),
      model,
    )
    expect(titleSimilarity(part, 0, 1)).toBe(titleSimilarity(vectors, 3, 9))
  })

  it('has nothing to compare where a title is missing, empty or only signs', async () => {
    const vectors = await vectorsOf(['red mug', null, '', '!!!'])
    expect([1, 2, 3].map((row) => titleSimilarity(vectors, 0, row))).toEqual([null, null, null])
  })

  it.each([
    // Two words, "mug" in all three titles, "red" in two; by hand.
    ['binary', 'plain', 'red red mug', 'red mug', 1],
    ['raw', 'smooth', 'red red mug', 'red mug', 0.9583],
    ['sublinear', 'smooth', 'red red mug', 'red mug', 0.9736],
    ['binary', 'smooth', 'red red mug', 'red mug', 1],
  ] as const)('weighs %s counts with %s rarities', async (count, rarity, first, second, similarity) => {
    const weighting = { wordShare: 1, gramLengths: [], count, rarity }
    const { vectors } = await fitAndVectorizeTitles([first, second, 'blue mug'], weighting)
    expect(titleSimilarity(vectors, 0, 1)).toBeCloseTo(similarity, 4)
  })

  it('learns weights from the same titles while a catalogue grows by less than a fifth', async () => {
    expect([0, 7, 5_000, 5_999, 6_000, 7_199, 7_200].map(titlesLearntFrom)).toEqual([
      0, 7, 5_000, 5_000, 6_000, 6_000, 7_200,
    ])
    const titles = [...drawTitles(5_900), 'unheard-of word', 'unheard-of mug']
    const before = await vectorsOf(titles.slice(0, 5_500))
    const after = await vectorsOf(titles)
    for (const row of [0, 4_999, 5_400]) {
      expect(titleSimilarity(after, row, 17)).toBe(titleSimilarity(before, row, 17))
    }
    expect(titleSimilarity(after, 5_900, 5_901)).toBeGreaterThan(0.3)
  })
})

const catalogues = fc.array(
  fc.oneof(
    {
      weight: 8,
      arbitrary: fc.array(fc.constantFrom(...WORDS), { maxLength: 7 }).map((words) => words.join(' ')),
    },
    { weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 30 }) },
    { weight: 1, arbitrary: fc.constant(null) },
  ),
  { maxLength: 120 },
)

describe('titleNeighbours', () => {
  it('finds exactly what comparing every two titles finds, in any catalogue, in blocks of any size', async () => {
    await fc.assert(
      fc.asyncProperty(
        catalogues,
        fc.integer({ min: 1, max: 12 }),
        fc.integer({ min: 1, max: 130 }),
        async (titles, k, blockTitles) => {
          const vectors = await vectorsOf(titles)
          expect(listNeighbours(await titleNeighbours(vectors, k, { blockTitles }))).toEqual(
            bruteForce(vectors, k),
          )
        },
      ),
      { numRuns: 100 },
    )
  })

  it('leaves common terms unread and still misses nothing', async () => {
    const titles = drawTitles(900)
    const vectors = await vectorsOf(titles)
    expect(listNeighbours(await titleNeighbours(vectors, 5))).toEqual(bruteForce(vectors, 5))
  })

  it('finds the same in threads as on one', async () => {
    const vectors = await vectorsOf(drawTitles(2_300))
    expect(await titleNeighbours(vectors, 7, { cores: 2 })).toEqual(await titleNeighbours(vectors, 7))
  })

  it('finds the same when titles come in parts', async () => {
    await fc.assert(
      fc.asyncProperty(
        catalogues,
        fc.nat(120),
        fc.integer({ min: 1, max: 50 }),
        async (titles, first, blockTitles) => {
          const { model, vectors } = await fitAndVectorizeTitles(titles, WORDS_AND_GRAMS)
          const known = await titleNeighbours(await vectorizeTitles(titles.slice(0, first), model), 4)
          expect(await titleNeighbours(vectors, 4, { known, blockTitles })).toEqual(
            await titleNeighbours(vectors, 4),
          )
        },
      ),
      { numRuns: 60 },
    )
  })

  it('gives equal titles their first fellows', async () => {
    const vectors = await vectorsOf(Array.from({ length: 3_000 }, () => 'red mug 500 ml'))
    const found = listNeighbours(await titleNeighbours(vectors, 3))
    expect(found[0]?.map(([row]) => row)).toEqual([1, 2, 3])
    expect(found[2_999]?.map(([row]) => row)).toEqual([0, 1, 2])
  })

  it('finds nothing for titles that share no term, or are missing', async () => {
    const vectors = await vectorsOf(['red mug', 'кружка', null])
    expect(listNeighbours(await titleNeighbours(vectors, 5))).toEqual([[], [], []])
  })

  it('stops with the reason of its signal, also in threads', async () => {
    const vectors = await vectorsOf(drawTitles(3_000))
    for (const cores of [1, 2]) {
      const control = new AbortController()
      const onProgress = (): void => control.abort(new Error('enough'))
      const work = titleNeighbours(vectors, 5, { cores, signal: control.signal, onProgress })
      await expect(work).rejects.toThrow('enough')
    }
  })
})
