import { groupItems } from '../group/group-items.ts'
import { DisjointSets } from '../review/settlement/disjoint-sets.ts'
import type { EvaluatedChannel } from './evaluated-channel.ts'
import { groupedItems, takeFromLists, type Matches } from './matches.ts'
import { pairsAtLeast } from './ranked-pairs.ts'

/** An item's best this many count when it is asked whether two items name each other. */
const RECIPROCAL_BEST = 10

/** What one rule makes of a channel's pairs that are at least as strong as `minimum`. */
export type ApplyRule = (channel: EvaluatedChannel, minimum: number) => Matches

/** The pairs as they are. */
export const neighboursRule: ApplyRule = ({ lists }, minimum) =>
  takeFromLists(lists, (_, place) => (lists.strengths[place] ?? 0) >= minimum)

/** Only pairs in which each is among the ten best of the other. */
export const reciprocalRule: ApplyRule = ({ lists }, minimum) => {
  const { offsets, others, strengths } = lists
  return takeFromLists(lists, (item, place) => {
    const other = others[place] ?? 0
    const first = offsets[other] ?? 0
    const bestOfOther = others.subarray(first, Math.min(first + RECIPROCAL_BEST, offsets[other + 1] ?? 0))
    return (
      (strengths[place] ?? 0) >= minimum &&
      place < (offsets[item] ?? 0) + RECIPROCAL_BEST &&
      bestOfOther.includes(item)
    )
  })
}

/** The pairs as they are, and for an item without any the one it is most like. */
export const fallbackRule: ApplyRule = ({ lists }, minimum) =>
  takeFromLists(
    lists,
    (item, place) => place === lists.offsets[item] || (lists.strengths[place] ?? 0) >= minimum,
  )

/** Whatever pairs connect, however many steps apart. */
export const componentsRule: ApplyRule = ({ pairs, lists }, minimum) => {
  const { a, b } = pairsAtLeast(pairs, minimum)
  const sets = new DisjointSets()
  a.forEach((item, pair) => sets.unite(item, b[pair] ?? 0))
  const itemCount = lists.offsets.length - 1
  const groupOf = Int32Array.from({ length: itemCount }, (_, item) =>
    sets.size(item) > 1 ? sets.find(item) : -1,
  )
  return groupedItems(groupOf, lists)
}

/** Doublet's own groups, without any verdicts. */
export const groupsRule: ApplyRule = ({ pairs, lists, scoreOf }, minimum) => {
  const { a, b, strength } = pairsAtLeast(pairs, minimum)
  const groups = groupItems({
    pairs: { a, b, score: Float32Array.from(strength, scoreOf) },
    // Only pairs that are strong enough are given.
    threshold: 0,
    mustLink: [],
    cannotLink: [],
  })
  const groupOf = new Int32Array(lists.offsets.length - 1).fill(-1)
  for (const { representative, members } of groups) for (const item of members) groupOf[item] = representative
  return groupedItems(groupOf, lists)
}
