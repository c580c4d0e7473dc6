import type { CuratorOrder, LearningCurve } from '../../contract/queue.ts'
import { groupItems, type Group } from '../group/group-items.ts'
import { LEAST_VERDICTS, refitScorer, type JudgedPair } from '../match/scorer/refit-scorer.ts'
import { verdictWeights } from '../match/scorer/verdict-weights.ts'
import { parseScorer, scorePair, type Scorer } from '../match/scorer/scorer.ts'
import type { DirectVerdict } from '../review/actions/direct-verdict.ts'
import { groupingConstraints } from '../review/settlement/grouping-constraints.ts'
import { pairKey } from '../review/settlement/pair-key.ts'
import { settle, type Settlement } from '../review/settlement/settle.ts'
import { randomFor } from '../sample/random.ts'
import { pointFigures } from './point-figures.ts'
import { simulatedOrder } from './simulated-order.ts'

/** A candidate pair whose truth is known. */
export interface SimulatedPair extends Omit<JudgedPair, 'weight'> {
  readonly itemA: number
  readonly itemB: number
}

export interface SimulationInput {
  /** Items with a known label, by id */
  readonly items: ReadonlyMap<number, { readonly label: string; readonly category: string | null }>
  readonly pairs: readonly SimulatedPair[]
  readonly threshold: number
  /** Scores the pairs until it is fitted again */
  readonly scorer: Scorer
}

export interface CuratorOptions {
  readonly verdicts: number
  /** Share of wrong answers */
  readonly errors: number
  readonly order: CuratorOrder
  readonly seed: number
  /** Called after every batch, so that a caller can let others in, or stop. */
  readonly onBatch: (verdicts: number) => Promise<void>
}

type Point = LearningCurve['curves'][number]['points'][number]

/** Verdicts between two looks at the queue; the groups are cut anew after each. */
const BATCH = 10
/** Verdicts between two fits of the scorer, as a curator's pauses bring them about. */
const REFIT_EVERY = 30

/**
 * Plays a curator who answers from the known labels and measures the groups as their verdicts come in: they are cut by the
 * verdicts, and the scorer is fitted from them, as in real use.
 */
export async function simulateCurator(input: SimulationInput, options: CuratorOptions): Promise<Point[]> {
  // The order has no part in the curator's errors: the same pair is answered the same way in each.
  const curator = randomFor(options.seed, 'curator')
  const random = randomFor(options.seed, `order ${options.order}`)
  const wrong = new Set(input.pairs.filter(() => curator.chance(options.errors)))
  const byKey = new Map(input.pairs.map((pair) => [pairKey(pair.itemA, pair.itemB), pair]))
  let scores = scoreAll(input, input.scorer)
  const verdicts: DirectVerdict[] = []
  let settlement = settle(verdicts)
  let groups = cut(input, scores, settlement)
  const points = [pointOf(0, input, groups)]
  let fittedAt = 0
  while (verdicts.length < options.verdicts) {
    const wanted = Math.min(BATCH, options.verdicts - verdicts.length)
    const before = verdicts.length
    for (const pair of simulatedOrder({ input, scores, groups, settlement, order: options.order, random })) {
      if (verdicts.length === before + wanted) break
      // What follows from the verdicts of this very batch is not asked either.
      if (settlement.relationOf(pair.itemA, pair.itemB) !== null) continue
      verdicts.push(verdictOf(pair, wrong.has(pair), verdicts.length + 1))
      settlement = settle(verdicts)
    }
    if (verdicts.length === before) break
    if (verdicts.length >= LEAST_VERDICTS && verdicts.length - fittedAt >= REFIT_EVERY) {
      fittedAt = verdicts.length
      scores = refitted(input, settlement, byKey, wrong) ?? scores
    }
    groups = cut(input, scores, settlement)
    points.push(pointOf(verdicts.length, input, groups))
    await options.onBatch(verdicts.length)
  }
  return points
}

function scoreAll({ pairs }: SimulationInput, scorer: Scorer): Float32Array {
  return Float32Array.from(pairs, ({ measures, category }) => scorePair(measures, scorer, category).score)
}

function refitted(
  input: SimulationInput,
  { accepted }: Settlement,
  byKey: ReadonlyMap<string, SimulatedPair>,
  wrong: ReadonlySet<SimulatedPair>,
): Float32Array | null {
  const answered = accepted.flatMap(({ itemA, itemB }) => byKey.get(pairKey(itemA, itemB)) ?? [])
  const scored = (pair: SimulatedPair) => ({
    ...pair,
    score: scorePair(pair.measures, input.scorer, pair.category).score,
  })
  const weights = verdictWeights(input.pairs.map(scored), answered.map(scored))
  const judged = answered.map((pair, place) => ({
    ...pair,
    same: pair.same !== wrong.has(pair),
    weight: weights[place] ?? 0,
  }))
  const refit = refitScorer(judged, input.scorer, { version: 'simulated', date: '2026-01-01' })
  return refit.outcome === 'fitted' ? scoreAll(input, parseScorer(refit.file)) : null
}

function cut(
  { items, pairs, threshold }: SimulationInput,
  score: Float32Array,
  settlement: Settlement,
): Group[] {
  return groupItems({
    items: Uint32Array.from(items.keys()),
    pairs: {
      a: Uint32Array.from(pairs, ({ itemA }) => itemA),
      b: Uint32Array.from(pairs, ({ itemB }) => itemB),
      score,
    },
    threshold,
    ...groupingConstraints(settlement, new Set(items.keys())),
  })
}

function pointOf(verdicts: number, { items }: SimulationInput, groups: readonly Group[]): Point {
  return { verdicts, ...pointFigures(items, groups) }
}

function verdictOf({ itemA, itemB, same }: SimulatedPair, isWrong: boolean, id: number): DirectVerdict {
  return {
    eventId: id,
    actionId: id,
    itemA: Math.min(itemA, itemB),
    itemB: Math.max(itemA, itemB),
    relation: same === isWrong ? 'different' : 'same-product',
    together: same !== isWrong,
    variantAxis: null,
    reviewer: 'simulated',
    at: '',
  }
}
