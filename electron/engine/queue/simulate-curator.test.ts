import { describe, expect, it } from 'vitest'
import { readShippedScorer } from '../match/scorer/shipped-scorer.ts'
import { randomFor } from '../sample/random.ts'
import { simulateCurator, type SimulatedPair, type SimulationInput } from './simulate-curator.ts'
import { curatorOrder } from '../../contract/queue.ts'
import { NO_MEASURES } from '../match/evidence/measure-pair.ts'

const scorer = await readShippedScorer()

/** Forty products of three listings; near misses between neighbours look nearly as alike. */
function catalogue(seed = 6): SimulationInput {
  const random = randomFor(seed, 'simulated catalogue')
  const items = new Map(
    Array.from({ length: 120 }, (_, item) => [
      item + 1,
      { label: `product ${Math.floor(item / 3)}`, category: item < 60 ? 'tea' : 'cups' },
    ]),
  )
  const pairs: SimulatedPair[] = []
  for (let itemA = 1; itemA <= 120; itemA += 1)
    for (let itemB = itemA + 1; itemB <= Math.min(120, itemA + 5); itemB += 1) {
      const same = items.get(itemA)?.label === items.get(itemB)?.label
      const title = same ? random.between(0, 0.5) : random.between(0.2, 0.9)
      pairs.push({
        itemA,
        itemB,
        same,
        category: null,
        measures: { ...NO_MEASURES, title },
      })
    }
  return { items, pairs, threshold: 0.5, scorer }
}

const quiet = async (): Promise<void> => undefined

describe('simulateCurator', () => {
  it.each(curatorOrder.options)('ends at the truth when everything was asked (%s)', async (order) => {
    const options = { verdicts: 600, errors: 0, order, seed: 1, onBatch: quiet }
    const points = await simulateCurator(catalogue(), options)
    expect(points[0]?.verdicts).toBe(0)
    expect(points.at(-1)?.f1).toBe(1)
  })

  it('gives the same curve for the same seed, and a worse one for a curator who errs', async () => {
    const options = { verdicts: 100, errors: 0, order: 'value', seed: 1, onBatch: quiet } as const
    const curve = await simulateCurator(catalogue(), options)
    expect(await simulateCurator(catalogue(), options)).toEqual(curve)
    const wrong = await simulateCurator(catalogue(), { ...options, errors: 0.4 })
    expect(wrong.at(-1)?.f1).toBeLessThan(curve.at(-1)?.f1 ?? 0)
  })

  // One small catalogue says little: which pairs chance asks first moves its curve by more than the order does.
  it('gains more by value than at random, over eight catalogues', async () => {
    const options = { verdicts: 120, errors: 0, seed: 1, onBatch: quiet }
    const finalF1 = { value: 0, random: 0 }
    for (let seed = 1; seed <= 8; seed += 1)
      for (const order of ['value', 'random'] as const)
        finalF1[order] += (await simulateCurator(catalogue(seed), { ...options, order })).at(-1)?.f1 ?? 0
    expect(finalF1.value).toBeGreaterThan(finalF1.random)
  })
})
