import { describe, expect, it } from 'vitest'
import { ActionLog } from '../review/actions/action-log.ts'
import { logOf, verdicts } from '../review/settlement/verdict-log.fixture.ts'
import { randomFor } from '../sample/random.ts'
import { estimateFigures } from './estimate-figures.ts'
import { drawBeta } from './beta-draws.ts'
import { correctShare, selfAgreement } from './self-agreement.ts'
import { wilsonInterval } from './wilson-interval.ts'

describe('estimateFigures', () => {
  it('takes the calibrated score before the first check, and the checks once there are many', () => {
    const stratum = { within: true, pairs: 1000, meanScore: 0.9, checks: 0, same: 0 }
    expect(estimateFigures(0, [stratum])?.precision.share).toBeCloseTo(0.9, 1)
    const checked = estimateFigures(0, [{ ...stratum, checks: 400, same: 200 }])
    expect(checked?.precision.share).toBeCloseTo(0.5, 1)
    expect((checked?.precision.high ?? 1) - (checked?.precision.low ?? 0)).toBeLessThan(0.12)
  })

  it('holds the true figures in its interval nine times of ten or more, over many samples', () => {
    const random = randomFor(2, 'coverage')
    const truth = [
      { within: true, pairs: 800, share: 0.9 },
      { within: false, pairs: 4000, share: 0.05 },
    ]
    const correct = 800 * 0.9
    const recall = correct / (correct + 4000 * 0.05)
    let held = 0
    for (let sample = 0; sample < 100; sample += 1) {
      const strata = truth.map(({ within, pairs, share }) => {
        const same = Array.from({ length: 60 }, () => random.chance(share)).filter(Boolean).length
        return { within, pairs, meanScore: share, checks: 60, same }
      })
      const estimated = estimateFigures(0, strata)?.recall
      if ((estimated?.low ?? 1) <= recall && recall <= (estimated?.high ?? 0)) held += 1
    }
    expect(held).toBeGreaterThanOrEqual(90)
  })

  it('is certain of what is settled, and says nothing where there is no pair', () => {
    expect(estimateFigures(10, [])?.precision).toEqual({ share: 1, low: 1, high: 1 })
    expect(estimateFigures(0, [])).toBeNull()
  })
})

describe('drawBeta', () => {
  it('has the mean and the spread of the distribution, also for parameters below 1', () => {
    const random = randomFor(4, 'beta')
    for (const [alpha, beta] of [
      [2, 6],
      [0.4, 0.6],
    ] as const) {
      const draws = Array.from({ length: 20_000 }, () => drawBeta(random, alpha, beta))
      const mean = draws.reduce((sum, draw) => sum + draw, 0) / draws.length
      const variance = draws.reduce((sum, draw) => sum + (draw - mean) ** 2, 0) / draws.length
      // Four standard errors of the mean of the wider one.
      expect(Math.abs(mean - alpha / (alpha + beta))).toBeLessThan(0.01)
      const spread = (alpha * beta) / ((alpha + beta) ** 2 * (alpha + beta + 1))
      expect(Math.abs(variance - spread)).toBeLessThan(0.01)
    }
  })
})

describe('wilsonInterval', () => {
  it('gives the values of the published formula', () => {
    // statsmodels 0.14, proportion_confint(8, 10, method='wilson').
    const interval = wilsonInterval(8, 10)
    expect(interval?.low).toBeCloseTo(0.4902, 3)
    expect(interval?.high).toBeCloseTo(0.9433, 3)
    expect(wilsonInterval(0, 0)).toBeNull()
  })
})

describe('selfAgreement', () => {
  it('compares blind answers with the same reviewer’s earlier ones, and no others', () => {
    const said = (reviewer: string, relation: string) => verdicts(reviewer, [1, 2, relation])
    const log = logOf([
      said('Ada', 'same-product'),
      said('Bob', 'different'),
      said('Ada', 'same-image'),
      said('Ada', 'variant'),
      said('Eve', 'variant'),
    ])
    expect(selfAgreement(new ActionLog(log), [3, 4, 5])).toEqual({ repeats: 2, agreed: 1 })
  })

  it('turns agreement into the share of right answers', () => {
    expect(correctShare(0.9 ** 2 + 0.1 ** 2)).toBeCloseTo(0.9, 9)
    expect(correctShare(0.3)).toBe(0.5)
  })
})
