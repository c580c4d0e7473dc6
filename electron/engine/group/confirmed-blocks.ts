import type { ItemPair } from './group-items.ts'
import type { ScoredGraph } from './scored-graph.ts'

/** What the curator's verdicts fix: blocks of items that stay together, and pairs that stay apart. */
export class ConfirmedBlocks {
  /** Members of each block of two or more and of every single node, ascending, by lowest member */
  readonly blocks: readonly (readonly number[])[]
  readonly #blockOf: readonly (readonly number[])[]
  readonly #rejectedBy: ReadonlyMap<number, ReadonlySet<number>>

  /** @throws Error if a block is over the limit or holds a rejected pair */
  constructor(
    graph: ScoredGraph,
    mustLink: readonly ItemPair[],
    cannotLink: readonly ItemPair[],
    limit: number,
  ) {
    this.#blockOf = joinBlocks(graph, mustLink)
    this.blocks = [...new Set(this.#blockOf)]
    for (const block of this.blocks) {
      if (block.length > limit) {
        throw new Error(
          `Expected at most ${limit} items confirmed as one product but received ${block.length}, one of them item ${graph.idOf(block[0] ?? 0)}`,
        )
      }
    }
    const rejectedBy = new Map<number, Set<number>>()
    for (const [idA, idB] of cannotLink) {
      const a = graph.nodeOf(idA)
      const b = graph.nodeOf(idB)
      if (a === undefined || b === undefined) continue
      if (this.#blockOf[a] === this.#blockOf[b]) {
        throw new Error(
          `Expected verdicts without contradictions but items ${idA} and ${idB} are rejected and confirmed at once`,
        )
      }
      addTo(rejectedBy, a, b)
      addTo(rejectedBy, b, a)
    }
    this.#rejectedBy = rejectedBy
  }

  /** Nodes confirmed together with this one, itself among them. */
  blockOf(node: number): readonly number[] {
    return this.#blockOf[node] ?? []
  }

  /** Whether some pair across the two lists was rejected. */
  areApart(membersA: readonly number[], membersB: readonly number[]): boolean {
    return membersA.some((a) => {
      const rejected = this.#rejectedBy.get(a)
      return rejected !== undefined && membersB.some((b) => rejected.has(b))
    })
  }
}

/** For every node, the list of its block; nodes of one block share one list. */
function joinBlocks(graph: ScoredGraph, mustLink: readonly ItemPair[]): readonly (readonly number[])[] {
  const parents = Uint32Array.from({ length: graph.nodeCount }, (_, node) => node)
  const rootOf = (start: number): number => {
    let node = start
    while (parents[node] !== node) {
      parents[node] = parents[parents[node] ?? 0] ?? 0
      node = parents[node] ?? 0
    }
    return node
  }
  for (const [idA, idB] of mustLink) {
    const a = graph.nodeOf(idA)
    const b = graph.nodeOf(idB)
    if (a === undefined || b === undefined) continue
    const rootA = rootOf(a)
    const rootB = rootOf(b)
    parents[Math.max(rootA, rootB)] = Math.min(rootA, rootB)
  }
  const blocks = new Map<number, number[]>()
  return Array.from(parents, (_, node) => {
    const root = rootOf(node)
    const block = blocks.get(root) ?? []
    blocks.set(root, block)
    block.push(node)
    return block
  })
}

function addTo(sets: Map<number, Set<number>>, key: number, value: number): void {
  const set = sets.get(key) ?? new Set()
  sets.set(key, set)
  set.add(value)
}
