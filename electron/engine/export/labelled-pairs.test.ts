import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { labelledPair } from '../../contract/export.ts'
import type { Relation } from '../../contract/relations.ts'
import { ActionLog } from '../review/actions/action-log.ts'
import type { DirectVerdict } from '../review/actions/direct-verdict.ts'
import { settle } from '../review/settlement/settle.ts'
import { arbitrarySteps, logOf, said as verdictsOf } from '../review/settlement/verdict-log.fixture.ts'
import type { ExportItem } from './export-item.ts'
import { labelledPairs, type LabelledPairsInput, type PairScore } from './labelled-pairs.ts'

type Given = readonly [number, number, Relation]

function said(...given: readonly Given[]): DirectVerdict[] {
  return verdictsOf(...given).map((verdict, place) => ({
    ...verdict,
    at: `2026-01-0${place + 1}T00:00:00.000Z`,
  }))
}

function listing(id: number, changes: Partial<ExportItem> = {}): ExportItem {
  const sha256 = String(id).padStart(64, '0')
  return {
    id,
    externalId: `sku-${id}`,
    source: 'shop',
    pictures: [{ path: `${id}.jpg`, sha256 }],
    ...changes,
  }
}

function input(
  verdicts: readonly DirectVerdict[],
  changes: Partial<LabelledPairsInput> = {},
): LabelledPairsInput {
  return {
    settlement: settle(verdicts),
    items: Array.from({ length: 9 }, (_, place) => listing(place + 1)),
    scores: [],
    includeImplied: true,
    sameProduct: new Set(['same-product', 'same-image']),
    relationNames: new Map([['same-image', 'Same photo']]),
    shares: { validation: 0, test: 0 },
    seed: 1,
    ...changes,
  }
}

function idsAndRelations(given: LabelledPairsInput): string[] {
  return labelledPairs(given).rows.map((row) => `${row.id_a} ${row.id_b} ${row.relation}`)
}

describe('labelledPairs', () => {
  it('gives a row as the contract has it', () => {
    const scores: PairScore[] = [{ itemA: 1, itemB: 2, score: 0.75, imageA: null, imageB: null }]
    const { rows, notes } = labelledPairs(input(said([2, 1, 'same-image']), { scores }))
    expect(rows).toEqual([
      {
        id_a: 'sku-1',
        id_b: 'sku-2',
        image_a: '1.jpg',
        image_b: '2.jpg',
        sha256_a: '1'.padStart(64, '0'),
        sha256_b: '2'.padStart(64, '0'),
        relation: 'same-image',
        same_product: true,
        score: 0.75,
        reviewer: 'reviewer 1',
        decided_at: '2026-01-01T00:00:00.000Z',
        split: 'train',
        relation_name: 'Same photo',
      },
    ])
    expect(rows.map((row) => labelledPair.parse(row))).toEqual(rows)
    expect(notes).toEqual([])
  })

  it('has no score where the pair was never measured', () => {
    expect(labelledPairs(input(said([1, 2, 'different']))).rows).toMatchObject([
      { score: null, same_product: false },
    ])
  })

  it('gives what follows from other verdicts only when asked for it', () => {
    const verdicts = said([1, 2, 'same-product'], [3, 4, 'same-product'], [2, 3, 'variant'])
    expect(idsAndRelations(input(verdicts, { includeImplied: false }))).toEqual([
      'sku-1 sku-2 same-product',
      'sku-2 sku-3 variant',
      'sku-3 sku-4 same-product',
    ])
    expect(idsAndRelations(input(verdicts))).toEqual([
      'sku-1 sku-2 same-product',
      'sku-1 sku-3 variant',
      'sku-1 sku-4 variant',
      'sku-2 sku-3 variant',
      'sku-2 sku-4 variant',
      'sku-3 sku-4 same-product',
    ])
  })

  it('gives a pair once however many verdicts lie between its blocks', () => {
    const verdicts = said([1, 3, 'different'], [2, 3, 'different'], [1, 2, 'same-product'])
    expect(idsAndRelations(input(verdicts))).toEqual([
      'sku-1 sku-2 same-product',
      'sku-1 sku-3 different',
      'sku-2 sku-3 different',
    ])
  })

  it('orders ids by code units, and takes picture and item along', () => {
    const items = [
      listing(1, { externalId: 'b' }),
      listing(2, { externalId: 'B' }),
      listing(3, { externalId: 'ä' }),
      listing(4, { externalId: '10' }),
    ]
    const { rows } = labelledPairs(
      input(said([1, 2, 'different'], [3, 1, 'different'], [3, 4, 'different']), { items }),
    )
    expect(rows.map((row) => [row.id_a, row.id_b, row.image_a, row.image_b])).toEqual([
      ['10', 'ä', '4.jpg', '3.jpg'],
      ['B', 'b', '2.jpg', '1.jpg'],
      ['b', 'ä', '1.jpg', '3.jpg'],
    ])
  })

  it('names the pictures that the evidence is about, on the right side', () => {
    const pictures = (id: number) =>
      ['x', 'y'].map((name) => ({ path: `${id}${name}.jpg`, sha256: `${id}${name}` }))
    const items = [
      listing(1, { pictures: pictures(1), externalId: 'z' }),
      listing(2, { pictures: pictures(2), externalId: 'a' }),
    ]
    const images = (score: PairScore) => {
      const { rows } = labelledPairs(input(said([1, 2, 'same-product']), { items, scores: [score] }))
      return rows.map((row) => [row.image_a, row.sha256_a, row.image_b, row.sha256_b])
    }
    const expected = [['2x.jpg', '2x', '1y.jpg', '1y']]
    expect(images({ itemA: 1, itemB: 2, score: 1, imageA: '1y', imageB: '2x' })).toEqual(expected)
    expect(images({ itemA: 2, itemB: 1, score: 1, imageA: '2x', imageB: '1y' })).toEqual(expected)
    expect(images({ itemA: 1, itemB: 2, score: 1, imageA: '1y', imageB: 'no longer there' })).toEqual(
      expected,
    )
  })

  it('says which pairs and pictures are missing', () => {
    const items = [listing(1), listing(2, { pictures: [] })]
    const { rows, notes } = labelledPairs(input(said([1, 2, 'same-product'], [1, 7, 'different']), { items }))
    expect(rows).toMatchObject([{ id_a: 'sku-1', id_b: 'sku-2', image_b: '', sha256_b: '' }])
    expect(notes.map(({ words }) => words)).toEqual([
      '2 pairs left out: a listing is no longer in the catalogue.',
      '1 listing without a picture, exported with empty picture columns.',
    ])
  })

  it('says when a split that was asked for stays empty', () => {
    const { notes } = labelledPairs(
      input(said([1, 2, 'same-product']), { shares: { validation: 0.5, test: 0.5 } }),
    )
    expect(notes).toHaveLength(1)
    expect(notes[0]?.words).toMatch(/^No pair fell into (validation|test): /)
    expect(labelledPairs(input([])).notes).toEqual([])
  })

  it('leaves out what would tie large components across splits, counts it, and puts every other pair in one split', () => {
    const count = 400
    const items = Array.from({ length: count }, (_, place) => listing(place + 1))
    const chain = Array.from({ length: count - 1 }, (_, place): Given => [place + 1, place + 2, 'different'])
    const verdicts = chain.map(([itemA, itemB, relation], place): DirectVerdict => ({
      ...(said([itemA, itemB, relation])[0] ?? expect.fail()),
      eventId: place + 1,
    }))
    const { rows, notes } = labelledPairs(input(verdicts, { items, shares: { validation: 0.3, test: 0.3 } }))
    const lost = chain.length - rows.length
    expect(lost).toBeGreaterThan(0)
    expect(notes.map(({ words }) => words)).toEqual([
      `${lost} pairs left out: the listings fall into different splits.`,
    ])
  })

  it('never has a listing or a picture in two splits, whatever was said and whichever pictures are shared', () => {
    const arbitraryItems = fc.array(fc.array(fc.integer({ min: 1, max: 12 }), { maxLength: 2 }), {
      minLength: 9,
      maxLength: 9,
    })
    fc.assert(
      fc.property(arbitrarySteps, arbitraryItems, fc.boolean(), (steps, shared, includeImplied) => {
        const items = shared.map((hashes, place) =>
          listing(place + 1, {
            pictures: hashes.map((one) => ({ path: `${one}.jpg`, sha256: `hash ${one}` })),
          }),
        )
        const { direct } = new ActionLog(logOf(steps))
        const given = input(direct, { items, includeImplied, shares: { validation: 0.3, test: 0.4 } })
        const { rows } = labelledPairs(given)
        const splitOf = new Map<string, string>()
        for (const row of rows) {
          for (const key of [row.id_a, row.id_b, row.sha256_a, row.sha256_b]) {
            if (key === '') continue
            expect(splitOf.get(key) ?? row.split).toBe(row.split)
            splitOf.set(key, row.split)
          }
        }
        expect(new Set(rows.map((row) => `${row.id_a} ${row.id_b}`)).size).toBe(rows.length)
        expect(
          labelledPairs({ ...given, items: items.toReversed(), settlement: settle(direct.toReversed()) }),
        ).toEqual(labelledPairs(given))
      }),
      { numRuns: 300 },
    )
  })
})
