import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readModelFor } from '../../models/read-model.ts'
import { NO_MEASURES, type PairMeasures } from '../evidence/measure-pair.ts'
import { channelEvidence } from '../evidence/channel-evidence.ts'
import { FEATURES } from './features.ts'
import { parseScorer, scorePair, scorerFile } from './scorer.ts'

const file = scorerFile.parse(
  JSON.parse(await readFile(new URL('../../../../models/scorer/scorer-5.json', import.meta.url), 'utf8')),
)
const scorer = parseScorer(file)

const NO_FACTS = {
  quantity: 'missing',
  pack: 'missing',
  number: 'missing',
  model: 'missing',
  colour: 'missing',
  size: 'missing',
} as const

function score(measures: Partial<PairMeasures>): number {
  return scorePair({ ...NO_MEASURES, ...measures }, scorer).score
}

const equality = fc.constantFrom<0 | 1 | null>(0, 1, null)
const agreement = fc.constantFrom('missing', 'equal', 'overlap', 'different')
const share = fc.option(fc.double({ min: 0, max: 1, noNaN: true }))
const anyMeasures: fc.Arbitrary<PairMeasures> = fc.record({
  bytes: equality,
  phash: fc.option(fc.integer({ min: 0, max: 64 })),
  image: share,
  scaledImage: share,
  title: share,
  meaning: share,
  brand: equality,
  category: equality,
  price: share,
  code: equality,
  identifier: share,
  facts: fc.option(
    fc.record({
      quantity: agreement,
      pack: agreement,
      number: agreement,
      model: agreement,
      colour: agreement,
      size: agreement,
    }),
  ),
  wordConflicts: fc.option(fc.integer({ min: 0, max: 4 })),
  pictureA: fc.constant(null),
  pictureB: fc.constant(null),
})

describe('the shipped scorer', () => {
  it('is sure of identical pictures and of near copies', () => {
    expect(score({ bytes: 0, phash: 0, image: 0 })).toBeGreaterThan(0.95)
    expect(score({ bytes: 1, phash: 2, image: 0.02 })).toBeGreaterThan(0.95)
  })

  it('is sure that pictures far apart in every way are different products', () => {
    expect(score({ bytes: 1, phash: 30, image: 0.7 })).toBeLessThan(0.05)
  })

  it('trusts an identical picture less when the titles have nothing in common', () => {
    const picture = { bytes: 0, phash: 0, image: 0 } as const
    expect(score({ ...picture, title: 1, facts: NO_FACTS })).toBeLessThan(
      score({ ...picture, title: 0.1, facts: NO_FACTS }),
    )
    expect(score({ ...picture, title: 1, facts: NO_FACTS })).toBeLessThan(score(picture))
  })

  it('sees near misses: alike titles that say another colour or size score lower', () => {
    const alike = { title: 0.15, phash: 10, image: 0.12, bytes: 1 } as const
    for (const kind of ['quantity', 'colour', 'model'] as const) {
      expect(score({ ...alike, facts: { ...NO_FACTS, [kind]: 'different' } })).toBeLessThan(
        score({ ...alike, facts: { ...NO_FACTS, [kind]: 'equal' } }),
      )
    }
  })

  it('trusts bits alone, where nothing is embedded', () => {
    expect(score({ bytes: 1, phash: 0 })).toBeGreaterThan(0.9)
    expect(score({ bytes: 1, phash: 2 })).toBeGreaterThan(0.9)
    expect(score({ bytes: 1, phash: 20 })).toBeLessThan(0.1)
  })

  it('sees near misses: one word against another lowers a score, however alike the rest', () => {
    const facts = { ...NO_FACTS, quantity: 'equal' } as const
    const alike = { title: 0.2, phash: 14, image: 0.15, bytes: 1, facts } as const
    expect(score({ ...alike, wordConflicts: 0 })).toBeGreaterThan(0.5)
    expect(score({ ...alike, wordConflicts: 1 })).toBeLessThan(score({ ...alike, wordConflicts: 0 }) - 0.25)
  })

  it('works with titles alone', () => {
    expect(score({ title: 0.02, facts: NO_FACTS })).toBeGreaterThan(0.5)
    expect(score({ title: 0.95, facts: NO_FACTS, wordConflicts: 3 })).toBeLessThan(0.05)
  })
})

describe('scorePair', () => {
  it('is the logistic function of the intercept and what the channels contribute', () => {
    fc.assert(
      fc.property(anyMeasures, (measures) => {
        const { score: probability, contributions } = scorePair(measures, scorer)
        const logOdds = Object.values(contributions).reduce((sum, part) => sum + part, scorer.intercept)
        expect(probability).toBeCloseTo(1 / (1 + Math.exp(-logOdds)), 12)
        expect(probability).toBeGreaterThanOrEqual(0)
        expect(probability).toBeLessThanOrEqual(1)
      }),
    )
  })

  it('never falls when a distance shrinks', () => {
    fc.assert(
      fc.property(
        anyMeasures,
        fc.constantFrom('phash', 'image', 'title', 'price'),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (measures, channel, factor) => {
          const distance = measures[channel]
          fc.pre(distance !== null)
          const nearer = { ...measures, [channel]: (distance ?? 0) * factor }
          expect(scorePair(nearer, scorer).score).toBeGreaterThanOrEqual(
            scorePair(measures, scorer).score - 1e-12,
          )
        },
      ),
    )
  })

  it('never rises when titles set more words against each other', () => {
    fc.assert(
      fc.property(
        anyMeasures,
        fc.integer({ min: 0, max: 4 }),
        fc.integer({ min: 0, max: 4 }),
        (measures, a, b) => {
          const [fewer, more] = [Math.min(a, b), Math.max(a, b)]
          expect(scorePair({ ...measures, wordConflicts: more }, scorer).score).toBeLessThanOrEqual(
            scorePair({ ...measures, wordConflicts: fewer }, scorer).score + 1e-12,
          )
        },
      ),
    )
  })

  it('gives a channel with nothing to compare no contribution', () => {
    expect(Object.values(scorePair(NO_MEASURES, scorer).contributions)).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 0])
  })
})

describe('parseScorer', () => {
  it('reads distances by the marks of the encoder that ships', async () => {
    const folder = fileURLToPath(new URL('../../../../models/encoder', import.meta.url))
    const { sameUpTo, copyUpTo } = (await readModelFor(folder, 'embed-pictures')).manifest.embedding
    expect(scorer.imageMarks).toMatchObject({ sameUpTo, copyUpTo })
    expect(copyUpTo).toBeLessThan(sameUpTo ?? 0)
  })

  it('was fitted in a catalogue before copies had a distance of their own: goes by the one of then', () => {
    const { copyUpTo, ...marks } = file.imageMarks
    expect(copyUpTo).toBeGreaterThan(0)
    expect(parseScorer({ ...file, imageMarks: marks }).imageMarks.copyUpTo).toBe(0.02)
  })

  it('refuses weights for other features, by name', () => {
    const features = [{ name: 'shoe size', weight: 0 }, ...file.features.slice(1)]
    expect(() => parseScorer({ ...file, features })).toThrow(
      `it lacks [${FEATURES[0]?.name}] and has [shoe size]`,
    )
  })

  it('refuses a weight that speaks against its sign', () => {
    const features = file.features.map((entry) =>
      entry.name === 'bytes equal' ? { ...entry, weight: -1 } : entry,
    )
    expect(() => parseScorer({ ...file, features })).toThrow('"bytes equal"')
  })
})

describe('channelEvidence', () => {
  it('says every channel in words, and what the titles differ in', () => {
    const measures: PairMeasures = {
      ...NO_MEASURES,
      bytes: 1,
      phash: 9,
      image: 0.1,
      title: 0.25,
      price: 0.2,
      facts: NO_FACTS,
    }
    const { contributions } = scorePair(measures, scorer)
    const evidence = channelEvidence(measures, contributions, [
      { kind: 'quantity', onlyA: ['500ml'], onlyB: ['1000ml'] },
    ])
    expect(evidence.map(({ words }) => words)).toEqual([
      'different picture files',
      '9 of 64 bits differ',
      'pictures look alike (distance 0.100)',
      'titles 75% alike; quantity 500ml against 1000ml',
      'no text model has read both titles',
      'brand not given',
      'category not given',
      'prices 20% apart',
      'code not given',
    ])
    expect(evidence.map(({ channel }) => channel)).toEqual(Object.keys(contributions))
    expect(evidence[4]).toMatchObject({ distance: null, contribution: 0 })
  })

  it('tells words against words only where the measures count a conflict', () => {
    const conflicts = [{ kind: 'word', onlyA: ['oat'], onlyB: ['vanilla'] }] as const
    const words = (wordConflicts: number): string | undefined => {
      const measures = { ...NO_MEASURES, title: 0.2, facts: NO_FACTS, wordConflicts }
      return channelEvidence(measures, scorePair(measures, scorer).contributions, conflicts)[3]?.words
    }
    expect(words(1)).toBe('titles 80% alike; oat against vanilla')
    expect(words(0)).toBe('titles 80% alike')
  })
})
