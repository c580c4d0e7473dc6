import { channel, type Channel, type ChannelDistribution } from '../../../contract/evidence.ts'
import type { PairMeasures } from '../evidence/measure-pair.ts'

/** So many distances a channel tell every quantile to within a per cent or two. */
const KEPT = 8_192
const STEPS = 50

interface Sample {
  readonly distances: number[]
  seen: number
}

/** An even sample of the distances of many pairs, channel by channel, in little memory. */
export class DistanceSample {
  readonly #samples = new Map<Channel, Sample>(
    channel.options.map((name) => [name, { distances: [], seen: 0 }]),
  )
  /** The same for the same pairs, so that two runs of one match say the same. */
  #state = 1

  add(measures: PairMeasures): void {
    for (const [name, sample] of this.#samples) {
      const distance = measures[name]
      if (distance === null) continue
      sample.seen += 1
      if (sample.distances.length < KEPT) {
        sample.distances.push(distance)
        continue
      }
      // Reservoir sampling (Vitter, 1985): every pair has the same chance to be kept.
      const place = Math.floor(this.#random() * sample.seen)
      if (place < KEPT) sample.distances[place] = distance
    }
  }

  /** Of the channels in which any pair had something to compare. */
  distributions(): ChannelDistribution[] {
    return [...this.#samples].flatMap(([name, { distances, seen }]) =>
      seen === 0 ? [] : [{ channel: name, pairs: seen, quantiles: quantilesOf(distances) }],
    )
  }

  /** A linear congruential generator (Numerical Recipes), 0..1 */
  #random(): number {
    this.#state = (Math.imul(this.#state, 1_664_525) + 1_013_904_223) >>> 0
    return this.#state / 4_294_967_296
  }
}

function quantilesOf(distances: readonly number[]): number[] {
  const sorted = Float64Array.from(distances).sort()
  return Array.from({ length: STEPS + 1 }, (_, step) => {
    const distance = sorted[Math.round((step / STEPS) * (sorted.length - 1))] ?? 0
    return Math.round(distance * 1e5) / 1e5
  })
}
