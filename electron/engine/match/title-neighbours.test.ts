import { describe, expect, it } from 'vitest'
import { listNeighbours } from '../vector-index/list-neighbours.fixture.ts'
import { titleNeighbours } from './title-neighbours.ts'
import { titleTokens } from './title-tokens.ts'
import { fitTitleModel, titleSimilarity, vectorizeTitles } from './title-vectors.ts'

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

describe('vectorizeTitles', () => {
  it('gives the similarities of plain TF-IDF', async () => {
    const titles = drawTitles(30)
    const vectors = await vectorizeTitles(titles, await fitTitleModel(titles))
    const expected = naiveSimilarities(titles)
    for (let a = 0; a < titles.length; a += 1) {
      for (let b = 0; b < titles.length; b += 1) {
        expect(titleSimilarity(vectors, a, b)).toBeCloseTo(expected[a]?.[b] ?? 0, 5)
      }
    }
  })

  it('gives a part of a catalogue the weights of the whole', async () => {
    const titles = drawTitles(40)
    const model = await fitTitleModel(titles)
    const whole = await vectorizeTitles(titles, model)
    const part = await vectorizeTitles(
      [3, 9].map((row) => titles[row] ?? null),
      model,
    )
    expect(titleSimilarity(part, 0, 1)).toBe(titleSimilarity(whole, 3, 9))
  })

  it('has nothing to compare where a title is missing, empty or only signs', async () => {
    const titles = ['red mug', null, '', '!!!']
    const vectors = await vectorizeTitles(titles, await fitTitleModel(titles))
    expect([1, 2, 3].map((row) => titleSimilarity(vectors, 0, row))).toEqual([null, null, null])
  })
})

describe('titleNeighbours', () => {
  it('finds what comparing every title finds', async () => {
    const titles = drawTitles(80)
    const vectors = await vectorizeTitles(titles, await fitTitleModel(titles))
    const found = listNeighbours(await titleNeighbours(vectors, 5))
    naiveSimilarities(titles).forEach((similarities, row) => {
      const expected = similarities
        .filter((similarity, other) => other !== row && similarity > 0)
        .map((similarity) => 1 - similarity)
        .toSorted((a, b) => a - b)
        .slice(0, 5)
      expect(found[row]).toHaveLength(expected.length)
      found[row]?.forEach(([other, distance], place) => {
        expect(distance).toBeCloseTo(expected[place] ?? 0, 5)
        expect(distance).toBeCloseTo(1 - (similarities[other] ?? 0), 5)
      })
    })
  })

  it('measures exactly what it finds when common terms are left out', async () => {
    const titles = drawTitles(400)
    const vectors = await vectorizeTitles(titles, await fitTitleModel(titles))
    const found = listNeighbours(await titleNeighbours(vectors, 5, { postingsPerTitle: 300 }))
    found.forEach((neighbours, row) => {
      for (const [other, distance] of neighbours) {
        expect(distance).toBeCloseTo(1 - (titleSimilarity(vectors, row, other) ?? 0), 5)
      }
    })
    expect(found.flat().length).toBeGreaterThan(1_500)
  })

  it('gives equal titles their first fellows', async () => {
    const titles = Array.from({ length: 3_000 }, () => 'red mug 500 ml')
    const vectors = await vectorizeTitles(titles, await fitTitleModel(titles))
    const found = listNeighbours(await titleNeighbours(vectors, 3, { postingsPerTitle: 1_000 }))
    expect(found[0]?.map(([row]) => row)).toEqual([1, 2, 3])
    expect(found[2_999]?.map(([row]) => row)).toEqual([0, 1, 2])
  })

  it('finds nothing for titles that share no term, or are missing', async () => {
    const titles = ['red mug', 'кружка', null]
    const vectors = await vectorizeTitles(titles, await fitTitleModel(titles))
    expect(listNeighbours(await titleNeighbours(vectors, 5))).toEqual([[], [], []])
  })
})
