import type { DirectVerdict } from '../actions/direct-verdict.ts'
import { DisjointSets } from './disjoint-sets.ts'

/**
 * Items in blocks that are one product each, and which blocks are said not to be the same product. It holds what it is
 * given; whether a verdict may be taken in is for its user to ask first.
 */
export class Blocks {
  readonly #sets = new DisjointSets()
  /** Root -> root of a block held apart from it -> the newest verdict that says so. */
  readonly #apart = new Map<number, Map<number, DirectVerdict>>()
  /** Item -> the verdicts that joined it to others: in each block a tree, so there is one way between two members. */
  readonly #joins = new Map<number, DirectVerdict[]>()

  size(item: number): number {
    return this.#sets.size(item)
  }

  /** The item that stands for the block of `item` until the next `unite`. */
  rootOf(item: number): number {
    return this.#sets.find(item)
  }

  areTogether(itemA: number, itemB: number): boolean {
    return this.#sets.find(itemA) === this.#sets.find(itemB)
  }

  /** The newest verdict that holds the blocks of two items apart; null when none does. */
  apartBy(itemA: number, itemB: number): DirectVerdict | null {
    return this.#apart.get(this.#sets.find(itemA))?.get(this.#sets.find(itemB)) ?? null
  }

  unite(verdict: DirectVerdict): void {
    const united = this.#sets.unite(verdict.itemA, verdict.itemB)
    if (united === null) return
    this.#join(verdict.itemA, verdict)
    this.#join(verdict.itemB, verdict)
    for (const [other, apart] of this.#apart.get(united.gone) ?? []) {
      this.#apart.get(other)?.delete(united.gone)
      this.#holdApart(united.kept, other, apart)
    }
    this.#apart.delete(united.gone)
  }

  keepApart(verdict: DirectVerdict): void {
    this.#holdApart(this.#sets.find(verdict.itemA), this.#sets.find(verdict.itemB), verdict)
  }

  /** The verdicts that lead from one member of a block to another, in that order; none from an item to itself. */
  way(from: number, to: number): DirectVerdict[] {
    const cameBy = new Map<number, DirectVerdict | null>([[from, null]])
    // A map hands out what is added while it is walked: this goes on until the whole tree, or `to`, is reached.
    for (const item of cameBy.keys()) {
      if (item === to) break
      for (const verdict of this.#joins.get(item) ?? []) {
        const next = otherItem(verdict, item)
        if (!cameBy.has(next)) cameBy.set(next, verdict)
      }
    }
    const way: DirectVerdict[] = []
    let item = to
    for (let step = cameBy.get(item); step; step = cameBy.get(item)) {
      way.unshift(step)
      item = otherItem(step, item)
    }
    return way
  }

  #join(item: number, verdict: DirectVerdict): void {
    const joins = this.#joins.get(item)
    if (joins === undefined) this.#joins.set(item, [verdict])
    else joins.push(verdict)
  }

  #holdApart(rootA: number, rootB: number, verdict: DirectVerdict): void {
    this.#holdFrom(rootA, rootB, verdict)
    this.#holdFrom(rootB, rootA, verdict)
  }

  #holdFrom(root: number, other: number, verdict: DirectVerdict): void {
    let held = this.#apart.get(root)
    if (held === undefined) {
      held = new Map()
      this.#apart.set(root, held)
    }
    const known = held.get(other)
    if (known === undefined || known.eventId < verdict.eventId) held.set(other, verdict)
  }
}

function otherItem(verdict: DirectVerdict, item: number): number {
  return verdict.itemA === item ? verdict.itemB : verdict.itemA
}
