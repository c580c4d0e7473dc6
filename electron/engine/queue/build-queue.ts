import type { QueuedPair, QueueStratum } from '../catalogue/queue-repository.ts'
import type { Group } from '../group/group-items.ts'
import type { Settlement } from '../review/settlement/settle.ts'
import { randomFor } from '../sample/random.ts'
import { JoinValues } from './join-values.ts'
import { STRATA, stratumOf } from './strata.ts'

/** What a run of matching came to. */
export interface QueueInput {
  /** By item id */
  readonly pairs: {
    readonly a: ArrayLike<number>
    readonly b: ArrayLike<number>
    readonly score: ArrayLike<number>
  }
  readonly groups: readonly Group[]
  readonly settlement: Settlement
}

/** Joins below this are worth no question. */
const LEAST_JOIN_SCORE = 0.1
const MOST_JOINS = 2_000
/** Checks drawn of each stratum: more than a curator answers between two matches. */
const CHECKS_A_STRATUM = 200
const SEED = 1

interface Candidate {
  readonly itemA: number
  readonly itemB: number
  readonly score: number
}

/**
 * The cases besides groups that a run leaves to the curator: pairs across groups by what a yes would be worth, and
 * random pairs of every stratum. Pairs that something is settled of are left out.
 */
export function buildQueue(input: QueueInput): { pairs: QueuedPair[]; strata: QueueStratum[] } {
  const groupOf = new Map(input.groups.flatMap((group) => group.members.map((item) => [item, group])))
  const draws = STRATA.map((_, stratum) => new Draw(stratum))
  const joins = new JoinValues(groupOf)
  for (const pair of pairsWithin(input.groups))
    if (isOpen(pair, input.settlement)) draws[stratumOf(true, pair.score)]?.offer(pair)
  for (const pair of pairsAcross(input, groupOf)) {
    if (!isOpen(pair, input.settlement)) continue
    draws[stratumOf(false, pair.score)]?.offer(pair)
    if (pair.score >= LEAST_JOIN_SCORE) joins.offer(pair.itemA, pair.itemB, pair.score)
  }
  return {
    pairs: [
      ...joins
        .best(MOST_JOINS)
        .map((join, place): QueuedPair => ({ kind: 'join', stratum: 0, place, ...join })),
      ...draws.flatMap((draw) => draw.drawn()),
    ],
    strata: draws.map(({ stratum, pairs, scoreSum }) => ({ stratum, pairs, scoreSum })),
  }
}

/** Every pair within a group; where two members were not compared with each other, as likely as both are members. */
function* pairsWithin(groups: readonly Group[]): Generator<Candidate> {
  for (const { members, scores } of groups)
    for (let a = 0; a < members.length; a += 1)
      for (let b = a + 1; b < members.length; b += 1)
        yield {
          itemA: members[a] ?? 0,
          itemB: members[b] ?? 0,
          score: (scores[a] ?? 0) * (scores[b] ?? 0),
        }
}

function* pairsAcross({ pairs }: QueueInput, groupOf: ReadonlyMap<number, Group>): Generator<Candidate> {
  for (let place = 0; place < pairs.score.length; place += 1) {
    const [itemA, itemB] = [pairs.a[place] ?? 0, pairs.b[place] ?? 0]
    const group = groupOf.get(itemA)
    if (group === undefined || group !== groupOf.get(itemB))
      yield { itemA, itemB, score: pairs.score[place] ?? 0 }
  }
}

function isOpen({ itemA, itemB }: Candidate, { blockOf, relationOf }: Settlement): boolean {
  return !blockOf.has(itemA) || !blockOf.has(itemB) || relationOf(itemA, itemB) === null
}

/** A uniform sample of what is offered (reservoir), in random order. */
class Draw {
  readonly stratum: number
  pairs = 0
  scoreSum = 0
  readonly #random: ReturnType<typeof randomFor>
  readonly #kept: Candidate[] = []

  constructor(stratum: number) {
    this.stratum = stratum
    this.#random = randomFor(SEED, `checks of stratum ${stratum}`)
  }

  offer(pair: Candidate): void {
    this.pairs += 1
    this.scoreSum += pair.score
    if (this.#kept.length < CHECKS_A_STRATUM) this.#kept.push(pair)
    else {
      const place = this.#random.integer(0, this.pairs - 1)
      if (place < CHECKS_A_STRATUM) this.#kept[place] = pair
    }
  }

  drawn(): QueuedPair[] {
    return this.#random.shuffle(this.#kept).map(({ itemA, itemB, score }, place) => ({
      kind: 'check',
      stratum: this.stratum,
      place,
      itemA: Math.min(itemA, itemB),
      itemB: Math.max(itemA, itemB),
      score,
      value: 0,
    }))
  }
}
