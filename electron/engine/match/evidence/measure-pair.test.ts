import { z } from 'zod'
import { describe, expect, it } from 'vitest'
import { catalogueOf } from '../catalogue.fixture.ts'
import { measurePair } from './measure-pair.ts'
import type { MatchInput } from '../match-input.ts'
import { pairFinders } from '../pair-finders.ts'
import { prepareMatch } from '../prepare-match.ts'
import { formatStoredEvidence, parseFoundBy, parseStoredEvidence } from './stored-evidence.ts'

async function measure(input: MatchInput) {
  return measurePair(input, await prepareMatch(input), 0, 1)
}

describe('measurePair', () => {
  it('compares nothing where a side has nothing', async () => {
    const full = {
      title: 'red mug',
      brand: 'Acme',
      category: 'Mugs',
      price: 5,
      code: '4006381333931',
      pictures: [0],
    }
    const measures = await measure(catalogueOf([full, {}], [{ phash: 1n, embedding: [1, 0] }]))
    expect(new Set(Object.values(measures))).toEqual(new Set([null]))
  })

  it('measures every channel', async () => {
    const input = catalogueOf(
      [
        {
          title: 'Red mug 500 ml',
          brand: 'ACMÉ',
          category: 'mugs',
          price: 10,
          code: '4006381333931',
          pictures: [0],
        },
        {
          title: 'red mug 0.5l',
          brand: 'acme',
          category: 'cups',
          price: 8,
          code: '400638133393-1',
          pictures: [1],
        },
      ],
      [
        { phash: 0b1011n, embedding: [1, 0] },
        { phash: (1n << 63n) | 0b1000n, embedding: [1, 1] },
      ],
    )
    const measures = await measure(input)
    expect(measures).toMatchObject({
      bytes: 1,
      phash: 3,
      brand: 0,
      category: 1,
      code: 0,
      pictureA: 0,
      pictureB: 1,
    })
    expect(measures.image).toBeCloseTo(1 - Math.SQRT1_2, 6)
    expect(measures.title).toBeCloseTo(0, 6)
    expect(measures.price).toBeCloseTo(0.2, 6)
    expect(measures.facts).toMatchObject({ quantity: 'equal', colour: 'equal', pack: 'missing' })
  })

  it('takes the best of several pictures and names the pair that looks nearest', async () => {
    const input = catalogueOf(
      [{ pictures: [0, 1] }, { pictures: [2, 3] }],
      [
        { phash: 0n, embedding: [1, 0] },
        { phash: 0xffn, embedding: [0, 1] },
        { phash: 0xf0ffn, embedding: [1, 9] },
        { phash: 1n, embedding: [-1, 0] },
      ],
    )
    expect(await measure(input)).toMatchObject({ bytes: 1, phash: 1, pictureA: 1, pictureB: 2 })
  })

  it('knows a shared picture by its bytes', async () => {
    const input = catalogueOf(
      [{ pictures: [0] }, { pictures: [1, 0] }],
      [
        { phash: 5n, embedding: [1, 0] },
        { phash: 6n, embedding: [0, 1] },
      ],
    )
    expect(await measure(input)).toMatchObject({ bytes: 0, phash: 0, image: 0, pictureA: 0, pictureB: 0 })
  })

  it('names the pair by its bits where nothing was embedded', async () => {
    const measures = await measure(catalogueOf([{ pictures: [0] }, { pictures: [1] }]))
    expect(measures).toMatchObject({ phash: 0, image: null, pictureA: 0, pictureB: 1 })
  })

  it('tells titles apart that differ in a number or a colour only', async () => {
    const titles = [{ title: 'Acme bottle blue 500 ml' }, { title: 'Acme bottle red 1 l' }]
    const { facts } = await measure(catalogueOf(titles))
    expect(facts).toMatchObject({ quantity: 'different', colour: 'different', model: 'missing' })
  })

  it('counts words against words, and knows a brand that stands beside a title', async () => {
    const titles = [
      { title: 'Ostrel Harbor Oat Flakes', brand: 'Ostrel' },
      { title: 'Harbor Vanilla Flakes crunchy', brand: 'Ostrel' },
    ]
    expect((await measure(catalogueOf(titles))).wordConflicts).toBe(1)
    expect((await measure(catalogueOf(titles.toReversed()))).wordConflicts).toBe(1)
  })

  it('reads a missing brand off the title, where the catalogue knows it', async () => {
    const listings = [
      { title: 'Sony headphones black' },
      { title: 'headphones', brand: 'SONY' },
      { title: 'Sony speaker', brand: 'Sony' },
      { title: 'Canon camera', brand: 'Canon' },
      { title: 'Canon lens', brand: 'Canon' },
      { title: 'lens' },
    ]
    const input = catalogueOf(listings)
    const prepared = await prepareMatch(input)
    expect([1, 3, 5].map((other) => measurePair(input, prepared, 0, other).brand)).toEqual([0, 1, null])
  })

  it('measures a part of a catalogue as in the whole', async () => {
    const listings = ['red mug', 'red mug large', 'blue shirt', 'red shirt'].map((title) => ({ title }))
    const whole = await prepareMatch(catalogueOf(listings))
    const part = catalogueOf(listings.slice(0, 2))
    const alone = measurePair(part, await prepareMatch(part, { titleModel: whole.titleModel }), 0, 1)
    expect(alone).toEqual(measurePair(catalogueOf(listings), whole, 0, 1))
  })

  it('refuses arrays of the wrong length', async () => {
    const input = catalogueOf([{ pictures: [0] }])
    const short = { ...input, pictures: { ...input.pictures, phashes: new Uint8Array(4) } }
    await expect(prepareMatch(short)).rejects.toThrow('Expected 8 pHash bytes but received 4')
  })
})

describe('stored evidence', () => {
  it('is read as it was written, with the catalogue ids of its pictures', async () => {
    const input = catalogueOf([
      { title: 'red mug 1l', pictures: [0], price: 2 },
      { title: 'blue mug 1 l', pictures: [1], price: 3 },
    ])
    const measures = await measure(input)
    const stored = parseStoredEvidence(formatStoredEvidence(measures, [71, 72], 5))
    expect(stored).toMatchObject({
      phash: 0,
      image: null,
      facts: measures.facts,
      wordConflicts: 1,
      pictureA: 71,
      pictureB: 72,
    })
    expect(stored.price).toBeCloseTo(measures.price ?? 0, 4)
    expect(stored.title).toBeCloseTo(measures.title ?? 0, 4)
  })

  it('tells who brought the pair together, and that an older match did not say', async () => {
    const measures = await measure(catalogueOf([{ title: 'red mug' }, { title: 'blue mug' }]))
    const stored = formatStoredEvidence(measures, [], 0b10_0110)
    expect(pairFinders(parseFoundBy(stored) ?? 0)).toEqual(['code', 'image', 'meaning'])
    const older: unknown[] = z.array(z.unknown()).parse(JSON.parse(stored))
    expect(parseFoundBy(JSON.stringify(older.slice(0, 14)))).toBeNull()
  })

  it('is refused when it is something else', () => {
    expect(() => parseStoredEvidence('[0,65]')).toThrow('Too small')
    expect(() => parseStoredEvidence('nothing')).toThrow(SyntaxError)
  })
})
