import type { CuratorOrder } from '../../contract/queue.ts'
import type { Group } from '../group/group-items.ts'
import type { Settlement } from '../review/settlement/settle.ts'
import type { Random } from '../sample/random.ts'
import { pairKey } from '../review/settlement/pair-key.ts'
import { JoinValues } from './join-values.ts'
import type { SimulatedPair, SimulationInput } from './simulate-curator.ts'
import { SimulatedChecks } from './simulated-checks.ts'
import { spreadValue } from './spread.ts'

/** What is known when the next pairs are chosen. */
export interface SimulatedState {
  readonly input: SimulationInput
  /** Beside `input.pairs` */
  readonly scores: Float32Array
  readonly groups: readonly Group[]
  readonly settlement: Settlement
  readonly order: CuratorOrder
  readonly random: Random
}

/** A batch is ten; more may turn out to be settled by the way. */
const WEIGHED = 60
/** The share of random checks that the real queue has. */
const CHECK_SHARE = 0.1

/** The pairs that a curator would be asked next, in that order; none that is settled already. */
export function simulatedOrder(state: SimulatedState): SimulatedPair[] {
  const { input, scores, settlement, order, random } = state
  const open: number[] = []
  input.pairs.forEach(({ itemA, itemB }, place) => {
    if (settlement.relationOf(itemA, itemB) === null) open.push(place)
  })
  const pairAt = (place: number): SimulatedPair | [] => input.pairs[place] ?? []
  if (order === 'random') return random.shuffle(sample(open, WEIGHED, random)).flatMap(pairAt)
  if (order === 'score')
    return open
      .toSorted((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0))
      .slice(0, WEIGHED)
      .flatMap(pairAt)
  const groupOf = new Map(state.groups.flatMap((group) => group.members.map((item) => [item, group])))
  const checks = new SimulatedChecks(input.pairs, open, scores, groupOf, random)
  return byValue(state, open, groupOf).flatMap((place) =>
    pairAt(random.chance(CHECK_SHARE) ? (checks.draw() ?? place) : place),
  )
}

function sample(places: readonly number[], wanted: number, random: Random): number[] {
  const chosen = new Set<number>()
  while (chosen.size < Math.min(wanted, places.length))
    chosen.add(places[random.integer(0, places.length - 1)] ?? 0)
  return [...chosen]
}

/** As the real queue: members of groups by what a no would put right, others by what a yes would. */
function byValue(
  { input, scores }: SimulatedState,
  open: readonly number[],
  groupOf: ReadonlyMap<number, Group>,
): number[] {
  const joins = new JoinValues(groupOf)
  const placeOf = new Map<string, number>()
  const candidates: { place: number; value: number }[] = []
  for (const place of open) {
    const pair = input.pairs[place]
    if (pair === undefined) continue
    const { itemA, itemB } = pair
    const group = groupOf.get(itemA)
    const score = scores[place] ?? 0
    if (group === undefined || group !== groupOf.get(itemB)) {
      joins.offer(itemA, itemB, score)
      placeOf.set(pairKey(itemA, itemB), place)
    } else if (itemA === group.representative || itemB === group.representative)
      // Members are judged against the representative.
      candidates.push({ place, value: (1 - score) * (group.members.length - 1) })
  }
  for (const { itemA, itemB, value } of joins.best(WEIGHED))
    candidates.push({ place: placeOf.get(pairKey(itemA, itemB)) ?? 0, value })
  const best = candidates.toSorted((x, y) => y.value - x.value).slice(0, WEIGHED)
  return takingTurns(best, (place) => input.items.get(input.pairs[place]?.itemA ?? 0)?.category ?? null)
}

/** Each time the best of those left, less for categories that have just had their share. */
function takingTurns(
  candidates: readonly { readonly place: number; readonly value: number }[],
  categoryOf: (place: number) => string | null,
): number[] {
  const left = [...candidates]
  const recent: (string | null)[] = []
  const chosen: number[] = []
  while (left.length > 0) {
    let best = 0
    let highest = Number.NEGATIVE_INFINITY
    left.forEach(({ place, value }, index) => {
      const weighed = spreadValue(value, categoryOf(place), recent)
      if (weighed > highest) [best, highest] = [index, weighed]
    })
    const [taken] = left.splice(best, 1)
    if (taken === undefined) break
    recent.push(categoryOf(taken.place))
    chosen.push(taken.place)
  }
  return chosen
}
