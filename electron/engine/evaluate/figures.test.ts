import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { matchFigures } from './match-figures.ts'
import { groupedItems, type ItemMatches, type Matches } from './matches.ts'
import { precisionRecallCurve } from './precision-recall-curve.ts'
import { rankedLists } from './ranked-lists.ts'
import { rankPairs } from './ranked-pairs.ts'
import { averagePrecisionAt, rankingFigures } from './ranking-figures.ts'
import { reference } from './reference.fixture.ts'
import { reliabilityDiagram } from './reliability-diagram.ts'
import { truthOfLabels, truthOfPairs, truthWithin, type Truth } from './truth.ts'

const truth = truthOfLabels(reference.labels.map((label) => (label < 0 ? null : String(label))))
const pairs = rankPairs(
  reference.pairs.map(([a]) => a),
  reference.pairs.map(([, b]) => b),
  reference.pairs.map(([, , score]) => score),
)
const lists = rankedLists(reference.labels.length, pairs)
const NO_LISTS = rankedLists(0, rankPairs([], [], []))

function grouped(groups: readonly number[]): Matches {
  return groupedItems(Int32Array.from(groups), NO_LISTS)
}

describe(`against ${reference.madeWith}`, () => {
  it('counts pairs as pair_confusion_matrix does, and items as their formulas say', () => {
    const { pairs: ofPairs, meanRowF1, bCubed } = matchFigures(truth, grouped(reference.groups))
    const { truePairs, foundPairs, correctPairs } = reference.grouped
    expect(ofPairs).toMatchObject({ truePairs, foundPairs, correctPairs })
    expect(meanRowF1).toBeCloseTo(reference.grouped.meanRowF1, 12)
    expect(bCubed.precision).toBeCloseTo(reference.grouped.bCubed.precision, 12)
    expect(bCubed.recall).toBeCloseTo(reference.grouped.bCubed.recall, 12)
    expect(bCubed.f1).toBeCloseTo(reference.grouped.bCubed.f1, 12)
  })

  it('draws the curve of precision_recall_curve, true pairs that were never scored included', () => {
    const isSame = (place: number): boolean | null => truth.isSame(pairs.a[place] ?? 0, pairs.b[place] ?? 0)
    const threshold = reference.curve.points[20]?.threshold ?? 0
    const curve = precisionRecallCurve(pairs, isSame, truth.truePairs, (strength) => strength, threshold)
    expect(truth.truePairs).toBe(reference.curve.truePairs)
    const known = new Map(reference.curve.points.map((point) => [point.threshold, point]))
    // A threshold at which only pairs of unknown products lie is none to scikit-learn: it moves nothing.
    const moved = curve.points.filter((point) => known.has(point.threshold))
    expect(moved.length).toBe(reference.curve.points.length)
    for (const point of moved) {
      expect(point.precision).toBeCloseTo(known.get(point.threshold)?.precision ?? -1, 12)
      expect(point.recall).toBeCloseTo(known.get(point.threshold)?.recall ?? -1, 12)
    }
    expect(curve.averagePrecision).toBeCloseTo(reference.curve.averagePrecision, 12)
    expect(curve.operatingPoint?.precision).toBeCloseTo(known.get(threshold)?.precision ?? -1, 12)
  })

  it('ranks by the formulas in NumPy, and where everything is ranked as average_precision_score does', () => {
    const figures = rankingFigures(truth, lists, reference.ks)
    expect(figures.recallAt.map(({ k }) => k)).toEqual(reference.ks)
    figures.recallAt.forEach(({ value }, n) =>
      expect(value).toBeCloseTo(reference.ranking.recallAt[n] ?? -1, 12),
    )
    figures.meanAveragePrecisionAt.forEach(({ value }, n) =>
      expect(value).toBeCloseTo(reference.ranking.meanAveragePrecisionAt[n] ?? -1, 12),
    )
    const { relevant, averagePrecision } = reference.ranking.whole
    const count = relevant.filter(Boolean).length
    expect(averagePrecisionAt(relevant, count, 1000)).toBeCloseTo(averagePrecision, 12)
  })

  it('draws the diagram of calibration_curve', () => {
    const { scores, same, shareSame, meanScore, ...expected } = reference.reliability
    const diagram = reliabilityDiagram(scores.map((score, n) => ({ score, same: same[n] ?? false })))
    diagram.bins.forEach((bin, n) => {
      expect(bin.shareSame).toBeCloseTo(shareSame[n] ?? -1, 12)
      expect(bin.meanScore).toBeCloseTo(meanScore[n] ?? -1, 12)
    })
    expect(diagram.expectedCalibrationError).toBeCloseTo(expected.expectedCalibrationError, 12)
    expect(diagram.brierScore).toBeCloseTo(expected.brierScore, 12)
  })
})

describe('AP@n = 1/GTP * sum of P@k * rel@k', () => {
  it('is what one works out by hand', () => {
    // Relevant at ranks 1 and 3 of 4 there are: (1/1 + 2/3) / 4.
    expect(averagePrecisionAt([true, false, true], 4, 1000)).toBeCloseTo((1 + 2 / 3) / 4, 12)
    expect(averagePrecisionAt([true, false, true], 4, 2)).toBeCloseTo(1 / 4, 12)
  })
})

/** Every pair and every item looked at one by one. */
function byHand(labels: readonly (number | null)[], named: (item: number) => readonly number[]) {
  const found = new Set<string>()
  let f1 = 0
  let items = 0
  labels.forEach((label, item) => {
    if (label === null) return
    const others = named(item).filter((other) => labels[other] !== null && other !== item)
    for (const other of others) found.add(`${Math.min(item, other)} ${Math.max(item, other)}`)
    const right = 1 + others.filter((other) => labels[other] === label).length
    f1 += (2 * right) / (1 + others.length + labels.filter((other) => other === label).length)
    items += 1
  })
  const correct = [...found].filter((key) => {
    const [a, b] = key.split(' ').map(Number)
    return labels[a ?? 0] === labels[b ?? 0]
  })
  return { foundPairs: found.size, correctPairs: correct.length, meanRowF1: items === 0 ? null : f1 / items }
}

const label = fc.option(fc.integer({ min: 0, max: 4 }))
const asText = (value: number | null): string | null => (value === null ? null : String(value))

function expectByHand(
  known: Truth,
  matches: Matches,
  labels: readonly (number | null)[],
  named: (item: number) => readonly number[],
): void {
  const figures = matchFigures(known, matches)
  const { meanRowF1, ...found } = byHand(labels, named)
  expect(figures.pairs).toMatchObject(found)
  if (meanRowF1 === null) expect(figures.meanRowF1).toBeNull()
  else expect(figures.meanRowF1).toBeCloseTo(meanRowF1, 10)
}

describe('matchFigures', () => {
  it('counts groups as looking at every pair and item does', () => {
    const item = fc.record({ label, group: fc.integer({ min: -1, max: 4 }) })
    fc.assert(
      fc.property(fc.array(item, { maxLength: 30 }), (items) => {
        const groups = items.map(({ group }) => group)
        const labels = items.map((each) => each.label)
        const named = (at: number): number[] =>
          groups.flatMap((group, other) => (group >= 0 && group === groups[at] ? [other] : []))
        expectByHand(truthOfLabels(labels.map(asText)), grouped(groups), labels, named)
      }),
    )
  })

  it('counts lists that need not be mutual as looking at every pair and item does', () => {
    const row = fc.record({ label, others: fc.uniqueArray(fc.nat(19), { maxLength: 8 }) })
    fc.assert(
      fc.property(fc.array(row, { minLength: 20, maxLength: 20 }), (rows) => {
        const named = rows.map(({ others }, at) => others.filter((other) => other !== at))
        const offsets = Uint32Array.from({ length: 21 }, (_, at) => named.slice(0, at).flat().length)
        const matches: ItemMatches = { kind: 'lists', offsets, others: Uint32Array.from(named.flat()) }
        const labels = rows.map((each) => each.label)
        expectByHand(truthOfLabels(labels.map(asText)), matches, labels, (at) => named[at] ?? [])
      }),
    )
  })

  it('lets an item name 50 in the contest’s figure, its nearest, and counts all of them in B-cubed', () => {
    const labels = Array.from({ length: 120 }, (_, item) => (item < 60 ? 'a' : `other ${item}`))
    const groups = Int32Array.from(labels, () => 1)
    // Item 0 is nearest to the 60 that are not its product.
    const near = rankPairs(
      Array.from({ length: 60 }, () => 0),
      Array.from({ length: 60 }, (_, n) => 60 + n),
      Array.from({ length: 60 }, () => 0.9),
    )
    const matches = groupedItems(groups, rankedLists(120, near))
    const only = truthOfLabels(labels.map((name, item) => (item === 0 || item >= 60 ? name : null)))
    const { meanRowF1, bCubed } = matchFigures(only, matches)
    // 61 items, each of a product of its own, each naming 50 and in truth 61.
    expect(meanRowF1).toBeCloseTo(2 / 51, 12)
    expect(bCubed.precision).toBeCloseTo(1 / 61, 12)
    const all = matchFigures(truthOfLabels(labels), matches)
    expect(all.pairs).toMatchObject({ foundPairs: (120 * 119) / 2, correctPairs: (60 * 59) / 2 })
  })

  it('gives 1 for the truth itself and no figure where there is nothing to divide by', () => {
    const known = truthOfLabels(['a', 'a', 'b', 'b'])
    expect(matchFigures(known, grouped([1, 1, 2, 2]))).toMatchObject({
      pairs: { precision: 1, recall: 1, f1: 1 },
      meanRowF1: 1,
      bCubed: { precision: 1, recall: 1, f1: 1 },
    })
    expect(matchFigures(truthOfLabels([]), grouped([]))).toMatchObject({
      pairs: { precision: null, recall: null, f1: null },
      meanRowF1: null,
    })
    expect(matchFigures(truthOfLabels(['a', null]), grouped([-1, -1])).pairs.recall).toBeNull()
  })

  it('counts only judged pairs where pairs are the truth', () => {
    const known = truthOfPairs(5, [
      { a: 0, b: 1, same: true },
      { a: 2, b: 1, same: true },
      { a: 3, b: 0, same: false },
    ])
    expect(matchFigures(known, grouped([7, 7, 8, 7, 7])).pairs).toMatchObject({
      truePairs: 2,
      foundPairs: 2,
      correctPairs: 1,
    })
    // 0, 1 and 2 are one product by way of 1; 4 was judged by nobody.
    expect([...known.labelOf].map((number) => number === known.labelOf[0])).toEqual([
      true,
      true,
      true,
      false,
      false,
    ])
    expect(known.isSame(0, 2)).toBeNull()
  })

  it('knows products from pairs of other splits, and can look at a part of the items alone', () => {
    const judged = [{ a: 0, b: 2, same: false }]
    const known = truthOfPairs(4, judged, [
      { a: 0, b: 1, same: true },
      { a: 1, b: 2, same: true },
    ])
    expect([...known.labelOf]).toEqual([0, -1, 0, -1])
    const labels = truthOfLabels(['a', 'a', 'b', 'b'])
    expect(truthWithin(labels, (item) => item > 0)).toMatchObject({ truePairs: 1 })
    expect(truthWithin(known, (item) => item > 0)).toMatchObject({ truePairs: 0, judged: [] })
  })
})
