import { describe, expect, it } from 'vitest'
import { catalogueOf } from '../catalogue.fixture.ts'
import { measurePair } from './measure-pair.ts'
import { prepareMatch } from '../prepare-match.ts'
import { formatStoredEvidence, parseStoredEvidence } from './stored-evidence.ts'

interface Listing {
  readonly title?: string
  readonly code?: string
}

/** Of the first two listings; the others say what is common. */
async function identifier(a: Listing, b: Listing, others: readonly Listing[] = []): Promise<number | null> {
  const input = catalogueOf([a, b, ...others], [])
  return measurePair(input, await prepareMatch(input), 0, 1).identifier
}

describe('identifiers', () => {
  it.each([
    ['Apple MacBook Air SuperDrive MB397G/A', 'apple dvd drive mb397ga'],
    ['Garmin StreetPilot 0101061300', 'garmin gps receiver 010-10613-00'],
    ['TomTom carry case 9UEA01700', 'tomtom one bag 9uea .017.00'],
    ['Monster cable AISHH2PHONE', 'monster headphone ai shh2 phone'],
  ])('are shared however they are divided: %s, %s', async (a, b) => {
    expect(await identifier({ title: a }, { title: b })).toBe(0)
  })

  it('are found in the title of the one and the code of the other', async () => {
    expect(
      await identifier({ title: 'Desktop pencil sharpener', code: '1670-B' }, { title: 'Sharpener 1670b' }),
    ).toBe(0)
  })

  it('set apart items that name others', async () => {
    expect(await identifier({ title: 'Nano mouse MP2800BLK' }, { title: 'Nano mouse MP2425PUR' })).toBe(1)
  })

  it('are missing, which is not the same as different, where one has none', async () => {
    expect(await identifier({ title: 'Nano mouse MP2800BLK' }, { title: 'Nano mouse black' })).toBeNull()
    expect(await identifier({}, {})).toBeNull()
  })

  it('say the less the more titles hold them', async () => {
    const [a, b] = [{ title: 'LED television 1080p' }, { title: 'Screen 1080p' }]
    const others = Array.from({ length: 18 }, (_, n) => ({ title: `Monitor number ${n} 1080p` }))
    expect(await identifier(a, b)).toBe(0)
    expect(await identifier(a, b, others)).toBeCloseTo(0.9, 12)
  })

  it.each([
    'Oil 500ml',
    'Cable 2x500 m',
    'Drive 500GB',
    'Box 30x40 cm',
    'Rice 1000 g',
    'Year 2024',
    '纸巾 300抽 12包',
  ])('are no amounts, packs and years: %s', async (title) => {
    expect(await identifier({ title }, { title: `${title} MB397GA` })).toBeNull()
  })

  it('are no codes of tills, which stand in no title', async () => {
    expect(await identifier({ title: 'Tea', code: '4006381333931' }, { title: 'Tea MB397GA' })).toBeNull()
  })

  it('are kept with the pair, and missing in pairs that an older match kept', async () => {
    const input = catalogueOf([{ title: 'Mouse MP2800BLK' }, { title: 'Mouse MP2800BLK black' }], [])
    const measures = measurePair(input, await prepareMatch(input), 0, 1)
    const text = formatStoredEvidence(measures, [], 4)
    expect(parseStoredEvidence(text).identifier).toBe(0)
    const older = JSON.stringify(JSON.parse(text).slice(0, -1))
    expect(parseStoredEvidence(older).identifier).toBeNull()
  })
})
