import { describe, expect, it } from 'vitest'
import { gtinCheckDigit } from './gtin.ts'
import { planSample, type SampleListing } from './plan-sample.ts'

const PLAN = planSample(1, 108)

function byGroup(listings: readonly SampleListing[]): Map<string, SampleListing[]> {
  return Map.groupBy(listings, (listing) => listing.labelGroup)
}

describe('planSample', () => {
  it('is the same for the same seed and another for another', () => {
    expect(planSample(1, 108)).toEqual(PLAN)
    expect(planSample(2, 108).listings).not.toEqual(PLAN.listings)
  })

  it.each([1, 2, 3, 99])(
    'plans about 300 pictures of at least 100 products in 8 or more categories (seed %i)',
    (seed) => {
      const plan = planSample(seed, 108)
      expect(plan.products).toHaveLength(108)
      expect(plan.pictures.length).toBeGreaterThanOrEqual(250)
      expect(plan.pictures.length).toBeLessThanOrEqual(350)
      expect(new Set(plan.listings.map(({ category }) => category)).size).toBeGreaterThanOrEqual(8)
    },
  )

  it('gives each product one to six listings, of which one is the original', () => {
    const groups = byGroup(PLAN.listings)
    expect(groups.size).toBe(PLAN.products.length)
    for (const listings of groups.values()) {
      expect(listings.length).toBeGreaterThanOrEqual(1)
      expect(listings.length).toBeLessThanOrEqual(6)
      expect(listings.filter(({ origin }) => origin === 'original')).toHaveLength(1)
    }
    expect(new Set([...groups.values()].map(({ length }) => length))).toEqual(new Set([1, 2, 3, 4, 5, 6]))
  })

  it('has every way to another listing', () => {
    expect(new Set(PLAN.listings.map(({ origin }) => origin))).toEqual(
      new Set([
        'original',
        'same-file',
        'copied',
        're-encoded',
        'cropped',
        'recoloured',
        'watermarked',
        'flipped',
        'other-photo',
        'other-view',
      ]),
    )
  })

  it('has near misses: products of one line that differ in the variant or in the measure only', () => {
    const lines = [...Map.groupBy(PLAN.products, ({ line }) => line).values()].filter(
      ({ length }) => length > 1,
    )
    expect(lines.length).toBeGreaterThanOrEqual(20)
    const otherVariant = lines.filter((line) => new Set(line.map(({ variant }) => variant)).size > 1)
    const otherMeasure = lines.filter((line) =>
      line.some((a) => line.some((b) => a.variant === b.variant && a.measure?.amount !== b.measure?.amount)),
    )
    expect(otherVariant.length).toBeGreaterThanOrEqual(10)
    expect(otherMeasure.length).toBeGreaterThanOrEqual(3)
    for (const line of lines) {
      const told = line.map(({ variant, measure }) => `${variant} ${measure?.amount ?? ''}`)
      expect(new Set(told).size).toBe(line.length)
      expect(new Set(line.map(({ labelGroup }) => labelGroup)).size).toBe(line.length)
    }
  })

  it('draws no two products alike', () => {
    const looks = PLAN.products.map(({ look }) => JSON.stringify(look))
    expect(new Set(looks).size).toBe(looks.length)
  })

  it('has two listings over one file, and one listing with two pictures', () => {
    const users = Map.groupBy(
      PLAN.listings.flatMap(({ images, labelGroup }) => images.map((image) => ({ image, labelGroup }))),
      ({ image }) => image,
    )
    const shared = [...users.values()].filter(({ length }) => length > 1)
    expect(shared.length).toBeGreaterThanOrEqual(1)
    for (const listings of shared) expect(new Set(listings.map(({ labelGroup }) => labelGroup)).size).toBe(1)
    expect(PLAN.listings.filter(({ images }) => images.length === 2).length).toBeGreaterThanOrEqual(1)
  })

  it('names each planned picture in a listing, and none that is not planned', () => {
    const named = new Set(PLAN.listings.flatMap(({ images }) => images))
    expect(named).toEqual(new Set(PLAN.pictures.map(({ file }) => file)))
  })

  it('names files as sellers do: unique in any case, and none tells its group', () => {
    const files = PLAN.pictures.map(({ file }) => file.toLowerCase())
    expect(new Set(files).size).toBe(files.length)
    for (const file of files) expect(file).toMatch(/^photos\/[a-z0-9_-]+\.(jpg|png|webp)$/)
    for (const { labelGroup, images } of PLAN.listings) {
      for (const image of images) expect(image).not.toContain(labelGroup)
    }
  })

  it('numbers listings along the table, in which the groups are mixed', () => {
    const ids = PLAN.listings.map(({ id }) => Number(id))
    expect(ids).toEqual(ids.toSorted((a, b) => a - b))
    expect(new Set(ids).size).toBe(ids.length)
    const neighbours = PLAN.listings.filter(
      (listing, at) => PLAN.listings[at + 1]?.labelGroup === listing.labelGroup,
    )
    expect(neighbours.length).toBeLessThan(PLAN.listings.length / 10)
  })

  it('leaves out some brands, prices and codes', () => {
    for (const isLeftOut of [
      (listing: SampleListing) => listing.brand === '',
      (listing: SampleListing) => listing.price === null,
      (listing: SampleListing) => listing.gtin === '',
    ]) {
      const count = PLAN.listings.filter(isLeftOut).length
      expect(count).toBeGreaterThan(0)
      expect(count).toBeLessThan(PLAN.listings.length)
    }
  })

  it('gives valid GTINs that no two products share and some listings of a product do', () => {
    const withCode = PLAN.listings.filter(({ gtin }) => gtin !== '')
    for (const { gtin } of withCode) {
      expect(gtin).toMatch(/^\d{13}$/)
      expect(gtinCheckDigit(gtin.slice(0, 12))).toBe(gtin.slice(12))
    }
    const groupsOfCodes = [...Map.groupBy(withCode, ({ gtin }) => gtin).values()]
    for (const listings of groupsOfCodes) expect(byGroup(listings).size).toBe(1)
    expect(groupsOfCodes.some(({ length }) => length > 1)).toBe(true)
  })

  it('writes most other titles of a product anew, always with what tells it from its near misses', () => {
    const products = new Map(PLAN.products.map((product) => [product.labelGroup, product]))
    for (const { title, labelGroup } of PLAN.listings) {
      const variant = products.get(labelGroup)?.variant ?? 'no such product'
      const lastWord = variant.split(' ').at(-1)?.toLowerCase() ?? ''
      expect(title.toLowerCase()).toContain(lastWord)
    }
    expect(new Set(PLAN.listings.map(({ title }) => title)).size).toBeGreaterThan(PLAN.listings.length * 0.9)
  })
})
