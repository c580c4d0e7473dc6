import { ConfirmedBlocks } from './confirmed-blocks.ts'
import { mergeClusters, type Cluster } from './merge-clusters.ts'
import { ScoredGraph, type ScoredPairs } from './scored-graph.ts'

/** DESIGN: never more than 50 members. */
const GROUP_LIMIT = 50

export type ItemPair = readonly [itemA: number, itemB: number]

export interface GroupInput {
  /** uint32: ids of the items that take part, pairs and rejections of others are left out; default all */
  readonly items?: Uint32Array | undefined
  /** Measured pairs by item id; the same pair may come twice, then its higher score counts */
  readonly pairs: ScoredPairs
  /** A member's lowest score against its representative, 0..1 */
  readonly threshold: number
  /** Pairs of items that take part, confirmed as the same product; together they make blocks of at most `limit` items */
  readonly mustLink: readonly ItemPair[]
  /** Pairs rejected; none may lie within a confirmed block */
  readonly cannotLink: readonly ItemPair[]
  /** Item ids chosen to stand for the group that they come to be in, the most wanted first; default none */
  readonly representatives?: readonly number[] | undefined
  /** Most members of a group, at least 2, default 50 */
  readonly limit?: number | undefined
}

export interface Group {
  readonly representative: number
  /** Item ids: the representative, then by score against it, highest first, ties by id */
  readonly members: readonly number[]
  /** Beside `members`: the score against the representative; 1 for itself, 0 where the two were never measured */
  readonly scores: readonly number[]
}

/**
 * Proposes groups without chaining look-alikes: every member scores at least the threshold against its group's
 * representative, or was confirmed together with a member that does or with the representative itself. Confirmed pairs
 * are always together, rejected pairs never, and no group is over the limit. A chosen representative stands for its group
 * whatever it scores; it changes nothing about who belongs together. The order of the input does not matter.
 * @returns groups of two or more, by representative id
 * @throws RangeError on a threshold outside 0..1, a limit below 2 or a confirmed item that takes no part; Error if the
 *   verdicts contradict each other
 */
export function groupItems(input: GroupInput): Group[] {
  const { items, pairs, threshold, mustLink, cannotLink, representatives = [], limit = GROUP_LIMIT } = input
  if (!(threshold >= 0 && threshold <= 1)) {
    throw new RangeError(`Expected a threshold between 0 and 1 but received ${threshold}`)
  }
  if (!Number.isInteger(limit) || limit < 2) {
    throw new RangeError(`Expected a limit of at least 2 members but received ${limit}`)
  }
  // Scores are single precision: a score of 0.9 must reach a threshold of 0.9.
  const gate = Math.fround(threshold)
  const graph = new ScoredGraph(items, pairs, gate, mustLink.flat())
  const blocks = new ConfirmedBlocks(graph, mustLink, cannotLink, limit)
  const wanted = new Map(representatives.map((item, place) => [item, place]))
  return mergeClusters(graph, blocks, gate, limit)
    .filter((cluster) => cluster.members.length > 1)
    .map((cluster) => describeGroup(graph, cluster, wanted))
    .toSorted((a, b) => a.representative - b.representative)
}

function describeGroup(
  graph: ScoredGraph,
  { members, eligible }: Cluster,
  wanted: ReadonlyMap<number, number>,
): Group {
  const representative = chosenOf(graph, members, wanted) ?? mostCentral(graph, members, eligible)
  const others = members
    .filter((node) => node !== representative)
    .map((node) => ({ node, score: graph.score(representative, node) ?? 0 }))
    .toSorted((a, b) => b.score - a.score || a.node - b.node)
  return {
    representative: graph.idOf(representative),
    members: [graph.idOf(representative), ...others.map(({ node }) => graph.idOf(node))],
    scores: [1, ...others.map(({ score }) => score)],
  }
}

/** The most wanted member; null where nobody chose one. */
function chosenOf(
  graph: ScoredGraph,
  members: readonly number[],
  wanted: ReadonlyMap<number, number>,
): number | null {
  if (wanted.size === 0) return null
  const placeOf = (node: number): number => wanted.get(graph.idOf(node)) ?? Infinity
  const [first] = members.toSorted((a, b) => placeOf(a) - placeOf(b))
  return first === undefined || placeOf(first) === Infinity ? null : first
}

/** The eligible node with the highest mean score, of equals that with the lowest id. */
function mostCentral(graph: ScoredGraph, members: readonly number[], eligible: readonly number[]): number {
  let representative = -1
  let highest = -1
  for (const node of eligible.toSorted((a, b) => a - b)) {
    const mean = meanScore(graph, node, members)
    if (mean > highest) {
      representative = node
      highest = mean
    }
  }
  return representative
}

/** A pair that was never measured counts as 0. */
function meanScore(graph: ScoredGraph, node: number, members: readonly number[]): number {
  let sum = 0
  for (const other of members.toSorted((a, b) => a - b)) {
    if (other !== node) sum += graph.score(node, other) ?? 0
  }
  return sum / (members.length - 1)
}
