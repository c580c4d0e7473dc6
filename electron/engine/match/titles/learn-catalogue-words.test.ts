import { describe, expect, it } from 'vitest'
import { formatCatalogueWords, NO_CATALOGUE_WORDS, parseCatalogueWords } from './catalogue-words.ts'
import { learnCatalogueWords } from './learn-catalogue-words.ts'
import { brandInTitle, readTitle } from './read-title.ts'
import { titleFacts } from './title-facts.ts'

const TABLE = [
  { title: 'Black & Decker cordless drill 18 V', brand: 'Black & Decker' },
  { title: 'BlackDecker sander', brand: 'BLACK+DECKER' },
  { title: 'Sony headphones', brand: 'Sony' },
  { title: 'Sony speaker', brand: 'sony' },
  { title: 'Field jam', brand: 'Field' },
  { title: 'Field desk', brand: 'Field' },
  // Elsewhere a common word.
  { title: 'mug with a field of flowers', brand: 'Ostrel' },
  { title: 'track and field shoes', brand: 'Ostrel' },
  { title: 'lamp', brand: 'unbranded' },
  { title: 'unbranded lamp', brand: 'unbranded' },
]

describe('learnCatalogueWords', () => {
  it('learns the brands that titles name, and none that is a common word as well', () => {
    const { brands } = learnCatalogueWords(TABLE)
    expect([...brands]).toEqual([
      ['blackdecker', 'black decker'],
      ['sony', 'sony'],
    ])
  })

  it('keeps a brand of several words whole, as sellers spell it', () => {
    const words = learnCatalogueWords(TABLE)
    for (const title of ['BLACK & DECKER drill', 'Black and Decker drill', 'blackdecker drill']) {
      const tokens = readTitle(title, words)
      expect(tokens.map(({ text }) => text)).toEqual(['blackdecker', 'drill'])
      expect(brandInTitle(tokens, words)).toBe('black decker')
    }
    expect(readTitle('black desk and decker', words)).toHaveLength(4)
  })

  it('reads no brand off what a product goes with', () => {
    const words = learnCatalogueWords(TABLE)
    expect(brandInTitle(readTitle('cushion for Sony headphones', words), words)).toBeNull()
    expect(brandInTitle(readTitle('cushion Sony', words), words)).toBe('sony')
  })

  it('learns as fillers the words that come and go, not those that are exchanged for others', () => {
    const kinds = [
      'red wool scarf',
      'oat flakes box',
      'steel travel mug',
      'pine desk lamp',
      'corn soap bar',
      'tea pot set',
    ]
    const titles = [
      ...kinds.flatMap((kind) => [kind, `lovely ${kind}`]),
      ...kinds.flatMap((kind) => [
        `dear ${kind} two`,
        `dear ${kind} two vanilla`,
        `dear ${kind} two blueberry`,
      ]),
    ]
    const words = learnCatalogueWords(titles.map((title) => ({ title, brand: null })))
    expect([...words.fillers]).toEqual(['lovely'])
    expect(titleFacts('lovely mug', words).words.texts).toEqual(['mug'])
  })

  it('does not depend on the order of the listings', () => {
    expect(formatCatalogueWords(learnCatalogueWords(TABLE.toReversed()))).toBe(
      formatCatalogueWords(learnCatalogueWords(TABLE)),
    )
  })

  it('learns nothing of nothing', () => {
    expect(learnCatalogueWords([])).toEqual(NO_CATALOGUE_WORDS)
    expect(learnCatalogueWords([{ title: null, brand: null }])).toEqual(NO_CATALOGUE_WORDS)
  })
})

describe('stored catalogue words', () => {
  it('are read as they were written', () => {
    const words = learnCatalogueWords(TABLE)
    expect(parseCatalogueWords(formatCatalogueWords(words))).toEqual(words)
    expect(parseCatalogueWords(null)).toEqual(NO_CATALOGUE_WORDS)
  })

  it('are refused when they are something else', () => {
    expect(() => parseCatalogueWords('[]')).toThrow('expected object')
  })
})
