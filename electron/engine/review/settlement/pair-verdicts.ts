import type { DirectVerdict } from '../actions/direct-verdict.ts'

/** Everything that was said of pairs, and what is in force of each. */
export class PairVerdicts {
  /** Smaller item -> larger item -> what was said of the two, oldest first, undone or not. */
  readonly #said = new Map<number, Map<number, DirectVerdict[]>>()
  /** Item -> other item -> the verdict in force. */
  readonly #inForce = new Map<number, Map<number, DirectVerdict>>()
  #count = 0
  #sorted: readonly DirectVerdict[] | null = null

  /** Pairs with a verdict in force. */
  get count(): number {
    return this.#count
  }

  /** The verdict in force of each pair that has one, oldest first. */
  get inForce(): readonly DirectVerdict[] {
    if (this.#sorted === null) {
      const all: DirectVerdict[] = []
      for (const [item, others] of this.#inForce)
        for (const verdict of others.values()) if (verdict.itemA === item) all.push(verdict)
      this.#sorted = all.toSorted((a, b) => a.eventId - b.eventId)
    }
    return this.#sorted
  }

  /** The verdicts in force that name an item. */
  of(item: number): Iterable<DirectVerdict> {
    return this.#inForce.get(item)?.values() ?? []
  }

  /** The verdict in force of a pair. */
  between(itemA: number, itemB: number): DirectVerdict | null {
    return this.#inForce.get(itemA)?.get(itemB) ?? null
  }

  /** Verdicts come in the order they were given. */
  add(verdict: DirectVerdict): void {
    const others = this.#said.get(verdict.itemA) ?? new Map<number, DirectVerdict[]>()
    this.#said.set(verdict.itemA, others)
    const said = others.get(verdict.itemB)
    if (said === undefined) others.set(verdict.itemB, [verdict])
    else said.push(verdict)
  }

  /**
   * Works out anew what is in force of the pair of a verdict: the newest that is not undone.
   * @returns whether that changed
   */
  refresh({ itemA, itemB }: DirectVerdict, isInForce: (actionId: number) => boolean): boolean {
    const newest =
      this.#said
        .get(itemA)
        ?.get(itemB)
        ?.findLast((verdict) => isInForce(verdict.actionId)) ?? null
    const before = this.#inForce.get(itemA)?.get(itemB) ?? null
    if (before === newest) return false
    this.#sorted = null
    this.#count += Number(newest !== null) - Number(before !== null)
    this.#put(itemA, itemB, newest)
    this.#put(itemB, itemA, newest)
    return true
  }

  #put(item: number, other: number, verdict: DirectVerdict | null): void {
    const others = this.#inForce.get(item) ?? new Map<number, DirectVerdict>()
    if (verdict === null) others.delete(other)
    else others.set(other, verdict)
    if (others.size === 0) this.#inForce.delete(item)
    else this.#inForce.set(item, others)
  }
}
