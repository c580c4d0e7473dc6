import type { Group } from '../group/group-items.ts'
import type { Random } from '../sample/random.ts'
import type { SimulatedPair } from './simulate-curator.ts'
import { STRATA, stratumOf } from './strata.ts'
import { stratumDoubt } from './stratum-doubt.ts'

/** Draws random checks from the strata of pairs that are still open, as the real queue does. */
export class SimulatedChecks {
  readonly #random: Random
  readonly #places: readonly number[][] = STRATA.map(() => [])
  readonly #scores: readonly number[]
  readonly #checks: number[] = STRATA.map(() => 0)

  /** @param open places of open pairs */
  constructor(
    pairs: readonly SimulatedPair[],
    open: readonly number[],
    scores: Float32Array,
    groupOf: ReadonlyMap<number, Group>,
    random: Random,
  ) {
    this.#random = random
    const sums = STRATA.map(() => 0)
    for (const place of open) {
      const pair = pairs[place]
      const group = pair === undefined ? undefined : groupOf.get(pair.itemA)
      const score = scores[place] ?? 0
      const stratum = stratumOf(group !== undefined && group === groupOf.get(pair?.itemB ?? 0), score)
      this.#places[stratum]?.push(place)
      sums[stratum] = (sums[stratum] ?? 0) + score
    }
    this.#scores = sums
  }

  /** The place of a pair of the stratum that is in doubt most; null when none is open. */
  draw(): number | null {
    const doubts = this.#places.map((places, stratum) => {
      const checks = this.#checks[stratum] ?? 0
      const meanScore = (this.#scores[stratum] ?? 0) / Math.max(1, places.length)
      return places.length === 0
        ? -1
        : stratumDoubt({ pairs: places.length, meanScore, checks, same: checks * meanScore })
    })
    const stratum = doubts.indexOf(Math.max(...doubts))
    const places = this.#places[stratum] ?? []
    this.#checks[stratum] = (this.#checks[stratum] ?? 0) + 1
    return places[this.#random.integer(0, places.length - 1)] ?? null
  }
}
