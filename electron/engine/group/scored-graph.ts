/** Item pairs and their scores, side by side. */
export interface ScoredPairs {
  /** uint32: item ids */
  readonly a: Uint32Array
  readonly b: Uint32Array
  /** float32, 0..1 */
  readonly score: Float32Array
}

/**
 * Scored pairs as a graph whose nodes are numbered in the order of their item ids, so that ties by node are ties by id.
 * Only items that may end up in a group are nodes.
 */
export class ScoredGraph {
  readonly #ids: Uint32Array
  readonly #nodeOfId: ReadonlyMap<number, number>
  /** Neighbours of node `n`, ascending: `#others[#offsets[n]]` to `#others[#offsets[n + 1] - 1]` */
  readonly #offsets: Uint32Array
  readonly #others: Uint32Array
  readonly #scores: Float32Array

  /**
   * @param items ids that take part, pairs with others are left out; undefined: all
   * @param threshold items with no pair at or above it are left out, unless they are in `keptIds`
   * @throws RangeError if the arrays differ in length, a pair is of one item, a score is not in 0..1, or a kept id takes no part
   */
  constructor(
    items: Uint32Array | undefined,
    pairs: ScoredPairs,
    threshold: number,
    keptIds: readonly number[],
  ) {
    checkPairs(pairs)
    const everybody = items === undefined
    const takingPart = new Set(items)
    const takesPart = (id: number): boolean => everybody || takingPart.has(id)
    for (const id of keptIds) {
      if (!takesPart(id)) {
        throw new RangeError(`Expected confirmed items to take part but item ${id} does not`)
      }
    }
    const ids = new Set(keptIds)
    for (let pair = 0; pair < pairs.score.length; pair += 1) {
      const a = pairs.a[pair] ?? 0
      const b = pairs.b[pair] ?? 0
      if ((pairs.score[pair] ?? 0) >= threshold && takesPart(a) && takesPart(b)) ids.add(a).add(b)
    }
    this.#ids = Uint32Array.from(ids).sort()
    this.#nodeOfId = new Map(Array.from(this.#ids, (id, node) => [id, node]))
    const edges = sortEdges(this.#edgesBothWays(pairs), this.#ids.length)
    this.#offsets = new Uint32Array(this.#ids.length + 1)
    this.#others = edges.to
    this.#scores = edges.score
    for (const from of edges.from) this.#offsets[from + 1] = (this.#offsets[from + 1] ?? 0) + 1
    for (let node = 0; node < this.#ids.length; node += 1)
      this.#offsets[node + 1] = (this.#offsets[node + 1] ?? 0) + (this.#offsets[node] ?? 0)
  }

  get nodeCount(): number {
    return this.#ids.length
  }

  idOf(node: number): number {
    return this.#ids[node] ?? 0
  }

  /** undefined for an item that is in no group whatever happens. */
  nodeOf(id: number): number | undefined {
    return this.#nodeOfId.get(id)
  }

  /** null where the two were never measured. */
  score(nodeA: number, nodeB: number): number | null {
    let low = this.#offsets[nodeA] ?? 0
    let high = this.#offsets[nodeA + 1] ?? 0
    while (low < high) {
      const middle = (low + high) >>> 1
      if ((this.#others[middle] ?? 0) < nodeB) low = middle + 1
      else high = middle
    }
    return low < (this.#offsets[nodeA + 1] ?? 0) && this.#others[low] === nodeB
      ? (this.#scores[low] ?? 0)
      : null
  }

  /** Pairs of nodes with at least this score, best first, ties by the lower and then by the higher node. */
  edgesAtLeast(threshold: number): { a: number; b: number; score: number }[] {
    const edges: { a: number; b: number; score: number }[] = []
    for (let a = 0; a < this.nodeCount; a += 1) {
      for (let place = this.#offsets[a] ?? 0; place < (this.#offsets[a + 1] ?? 0); place += 1) {
        const b = this.#others[place] ?? 0
        const score = this.#scores[place] ?? 0
        if (a < b && score >= threshold) edges.push({ a, b, score })
      }
    }
    // The sort is stable, and edges are in the order of their nodes.
    return edges.sort((first, second) => second.score - first.score)
  }

  #edgesBothWays(pairs: ScoredPairs): Edges {
    const from: number[] = []
    const to: number[] = []
    const score: number[] = []
    for (let pair = 0; pair < pairs.score.length; pair += 1) {
      const a = this.#nodeOfId.get(pairs.a[pair] ?? 0)
      const b = this.#nodeOfId.get(pairs.b[pair] ?? 0)
      if (a === undefined || b === undefined) continue
      from.push(a, b)
      to.push(b, a)
      score.push(pairs.score[pair] ?? 0, pairs.score[pair] ?? 0)
    }
    return { from: Uint32Array.from(from), to: Uint32Array.from(to), score: Float32Array.from(score) }
  }
}

interface Edges {
  readonly from: Uint32Array
  readonly to: Uint32Array
  readonly score: Float32Array
}

/** By `from` and then by `to`; of edges that come twice, one with the higher score. */
function sortEdges(edges: Edges, nodeCount: number): Edges {
  const all = Uint32Array.from({ length: edges.from.length }, (_, edge) => edge)
  const order = stableOrderBy(edges.from, stableOrderBy(edges.to, all, nodeCount), nodeCount)
  const from = new Uint32Array(order.length)
  const to = new Uint32Array(order.length)
  const score = new Float32Array(order.length)
  let kept = 0
  for (const edge of order) {
    if (kept > 0 && from[kept - 1] === edges.from[edge] && to[kept - 1] === edges.to[edge]) {
      score[kept - 1] = Math.max(score[kept - 1] ?? 0, edges.score[edge] ?? 0)
      continue
    }
    from[kept] = edges.from[edge] ?? 0
    to[kept] = edges.to[edge] ?? 0
    score[kept] = edges.score[edge] ?? 0
    kept += 1
  }
  return { from: from.slice(0, kept), to: to.slice(0, kept), score: score.slice(0, kept) }
}

/** Counting sort of edge numbers by a node of theirs. */
function stableOrderBy(nodes: Uint32Array, order: Uint32Array, nodeCount: number): Uint32Array {
  const next = new Uint32Array(nodeCount + 1)
  for (const node of nodes) next[node + 1] = (next[node + 1] ?? 0) + 1
  for (let node = 0; node < nodeCount; node += 1) next[node + 1] = (next[node + 1] ?? 0) + (next[node] ?? 0)
  const sorted = new Uint32Array(order.length)
  for (const edge of order) {
    const node = nodes[edge] ?? 0
    const place = next[node] ?? 0
    sorted[place] = edge
    next[node] = place + 1
  }
  return sorted
}

function checkPairs({ a, b, score }: ScoredPairs): void {
  if (a.length !== score.length || b.length !== score.length) {
    throw new RangeError(
      `Expected as many items as scores but received ${a.length}, ${b.length} and ${score.length}`,
    )
  }
  for (let pair = 0; pair < score.length; pair += 1) {
    if (a[pair] === b[pair]) throw new RangeError(`Expected two items but received item ${a[pair]} twice`)
    if (!((score[pair] ?? 0) >= 0 && (score[pair] ?? 0) <= 1)) {
      throw new RangeError(`Expected a score between 0 and 1 but received ${score[pair]}`)
    }
  }
}
