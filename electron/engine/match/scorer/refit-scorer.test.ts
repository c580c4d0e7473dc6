import { describe, expect, it } from 'vitest'
import { randomFor } from '../../sample/random.ts'
import { FEATURES } from './features.ts'
import { NO_MEASURES } from '../evidence/measure-pair.ts'
import { pairReasons } from '../evidence/pair-reasons.ts'
import { refitScorer, type JudgedPair } from './refit-scorer.ts'
import { parseScorer, scorePair } from './scorer.ts'
import { readShippedScorer } from './shipped-scorer.ts'
import { titleFacts } from '../titles/title-facts.ts'
import { factConflicts } from '../titles/compare-facts.ts'
import { verdictWeights } from './verdict-weights.ts'

const shipped = await readShippedScorer()
const NAMING = { version: 'test+1', date: '2026-01-01' }

/** A catalogue whose prices tell: what costs the same is the same, whatever its title. */
function priced(count: number, category: string | null = null): JudgedPair[] {
  const random = randomFor(3, `prices ${category}`)
  return Array.from({ length: count }, () => {
    const same = random.chance(0.5)
    return {
      measures: {
        ...NO_MEASURES,
        title: random.between(0.3, 0.8),
        price: same ? 0 : random.between(0.2, 0.9),
      },
      same,
      category,
      weight: 1,
    }
  })
}

describe('refitScorer', () => {
  it('takes at least 30 verdicts, and both answers', () => {
    expect(refitScorer(priced(29), shipped, NAMING).outcome).toBe('too-few')
    const onlySame = priced(200).map((pair) => ({ ...pair, same: true }))
    expect(refitScorer(onlySame, shipped, NAMING).outcome).toBe('too-few')
  })

  it('learns what tells the same from the different in a catalogue, with every sign kept', () => {
    const refit = refitScorer(priced(200), shipped, NAMING)
    if (refit.outcome !== 'fitted') throw new Error(`Expected a fit but it was ${refit.outcome}`)
    const scorer = parseScorer(refit.file)
    const apart = { ...NO_MEASURES, title: 0.6, price: 0.7 }
    const equal = { ...NO_MEASURES, title: 0.6, price: 0 }
    expect(scorePair(equal, scorer).score).toBeGreaterThan(0.8)
    expect(scorePair(apart, scorer).score).toBeLessThan(0.2)
    expect(refit.file.provenance.figures['verdicts held out: F1 at 0.5']).toBeGreaterThan(0.9)
    expect(scorer.version).toBe('test+1')
  })

  it('gives a category with enough verdicts of both answers an intercept of its own', () => {
    const yes = priced(60, 'tea').map((pair, place) => ({
      ...pair,
      measures: { ...NO_MEASURES, title: 0.5 },
      same: place % 6 !== 0,
    }))
    const no = priced(60, 'cables').map((pair, place) => ({
      ...pair,
      measures: { ...NO_MEASURES, title: 0.5 },
      same: place % 6 === 0,
    }))
    const rare = priced(10, 'rare')
    const refit = refitScorer([...yes, ...no, ...rare, ...priced(60)], shipped, NAMING)
    if (refit.outcome !== 'fitted') throw new Error(`Expected a fit but it was ${refit.outcome}`)
    expect(refit.file.categories.map(({ name }) => name)).toEqual(['cables', 'tea'])
    const scorer = parseScorer(refit.file)
    const measures = { ...NO_MEASURES, title: 0.5 }
    const inTea = scorePair(measures, scorer, 'tea')
    expect(inTea.score).toBeGreaterThan(scorePair(measures, scorer, 'cables').score + 0.2)
    const logOdds = Object.values(inTea.contributions).reduce((sum, part) => sum + part, scorer.intercept)
    expect(inTea.score).toBeCloseTo(1 / (1 + Math.exp(-logOdds)), 12)
  })

  it('is not taken where the answers have nothing to do with the evidence', () => {
    const random = randomFor(9, 'coin')
    const coin = priced(60).map((pair) => ({ ...pair, measures: NO_MEASURES, same: random.chance(0.1) }))
    expect(refitScorer(coin, shipped, NAMING).outcome).toBe('no-better')
  })
})

describe('verdictWeights', () => {
  it('counts verdicts of a kind that was asked of seldom for more', () => {
    const population = Array.from({ length: 1000 }, (_, n) => ({
      itemA: 2 * n,
      itemB: 2 * n + 1,
      score: n < 500 ? 0.95 : 0.3,
    }))
    const judged = [...population.slice(0, 1), ...population.slice(500, 509)]
    const weights = verdictWeights(population, judged)
    expect(weights[0]).toBeGreaterThan((weights[1] ?? 0) * 5)
    expect(weights.reduce((sum, weight) => sum + weight, 0)).toBeLessThanOrEqual(10)
  })
})

describe('pairReasons', () => {
  it('tells the largest contributions in the words of the titles', () => {
    const a = titleFacts('Oat drink 500 ml')
    const b = titleFacts('Oat drink 1 l')
    const facts = {
      quantity: 'different',
      pack: 'missing',
      number: 'missing',
      model: 'missing',
      colour: 'missing',
      size: 'missing',
    } as const
    const measures = { ...NO_MEASURES, title: 0.2, facts, wordConflicts: 0, brand: 0 } as const
    const reasons = pairReasons(measures, shipped, { a, b, conflicts: factConflicts(a, b) }, null)
    const quantity = reasons.find(({ words }) => words === 'title says 500 ml against 1000 ml')
    const place = FEATURES.findIndex(({ name }) => name === 'title says another quantity')
    expect(quantity?.contribution).toBeCloseTo(shipped.weights[place] ?? 0, 9)
    const sizes = reasons.map(({ contribution }) => Math.abs(contribution))
    expect(sizes).toEqual(sizes.toSorted((x, y) => y - x))
    const sum = reasons.reduce((total, { contribution }) => total + contribution, 0)
    const scored = Object.values(scorePair(measures, shipped).contributions)
    expect(sum).toBeCloseTo(
      scored.reduce((total, part) => total + part, 0),
      1,
    )
  })
})
