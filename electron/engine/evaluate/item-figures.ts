import type { MatchFigures } from '../../contract/evaluate.ts'
import { matchesOf, type GroupedItems, type Matches } from './matches.ts'
import { f1Of, shareOf } from './share-of.ts'
import type { Truth } from './truth.ts'

/** The contest's groups were capped there: an item names itself and at most 49 others. */
export const NAMED_LIMIT = 50

/** Matches of one item, itself among them: how many, and how many of them are right. */
interface Named {
  readonly named: number
  readonly right: number
}

/**
 * What is averaged over the items whose product is known: the contest's F1 of what each names, at most 50, and B-cubed
 * precision and recall of all of it (Bagga and Baldwin 1998). Items of unknown products are named by nobody.
 */
export function itemFigures(truth: Truth, matches: Matches): Omit<MatchFigures, 'pairs'> {
  const { labelOf, labelSizes } = truth
  const sums = { items: 0, f1: 0, precision: 0, recall: 0 }
  const namedBy = matches.kind === 'groups' ? namedInGroups(truth, matches) : null
  labelOf.forEach((label, item) => {
    if (label < 0) return
    const size = labelSizes[label] ?? 0
    const all = namedBy?.all(item) ?? namedIn(truth, label, matchesOfItem(matches, item))
    const few = all.named <= NAMED_LIMIT ? all : namedIn(truth, label, firstMatches(truth, matches, item))
    sums.items += 1
    sums.f1 += (2 * few.right) / (few.named + size)
    sums.precision += all.right / all.named
    sums.recall += all.right / size
  })
  const precision = shareOf(sums.precision, sums.items)
  const recall = shareOf(sums.recall, sums.items)
  return {
    meanRowF1: shareOf(sums.f1, sums.items),
    bCubed: { precision, recall, f1: f1Of(precision, recall) },
  }
}

function matchesOfItem(matches: Matches, item: number): Iterable<number> {
  return matches.kind === 'lists' ? matchesOf(matches, item) : []
}

function namedIn({ labelOf }: Truth, label: number, others: Iterable<number>): Named {
  let named = 1
  let right = 1
  for (const other of others) {
    if ((labelOf[other] ?? -1) < 0) continue
    named += 1
    if (labelOf[other] === label) right += 1
  }
  return { named, right }
}

/** Counted by groups and their parts with one label, so that a group of thousands costs no more than its items. */
function namedInGroups(
  { labelOf, labelSizes }: Truth,
  { groupOf }: GroupedItems,
): { all(item: number): Named } {
  const groups = new Map<number, number>()
  const parts = new Map<number, number>()
  const partOf = (item: number): number => (groupOf[item] ?? -1) * labelSizes.length + (labelOf[item] ?? 0)
  labelOf.forEach((label, item) => {
    const group = groupOf[item] ?? -1
    if (label < 0 || group < 0) return
    groups.set(group, (groups.get(group) ?? 0) + 1)
    parts.set(partOf(item), (parts.get(partOf(item)) ?? 0) + 1)
  })
  return {
    all(item) {
      const group = groupOf[item] ?? -1
      if (group < 0) return { named: 1, right: 1 }
      return { named: groups.get(group) ?? 1, right: parts.get(partOf(item)) ?? 1 }
    },
  }
}

/** The 49 others that an item names first, of those whose product is known. */
function firstMatches({ labelOf }: Truth, matches: Matches, item: number): number[] {
  const first: number[] = []
  const others = matches.kind === 'lists' ? matchesOf(matches, item) : membersNearestFirst(matches, item)
  for (const other of others) {
    if (first.length === NAMED_LIMIT - 1) break
    if ((labelOf[other] ?? -1) >= 0) first.push(other)
  }
  return first
}

/** The other members of an item's group: those it is measured against, and then the rest by number. */
function* membersNearestFirst({ groupOf, members, nearest }: GroupedItems, item: number): Generator<number> {
  const near = new Set<number>()
  for (const other of nearest.others.subarray(nearest.offsets[item], nearest.offsets[item + 1])) {
    if (groupOf[other] !== groupOf[item]) continue
    near.add(other)
    yield other
  }
  for (const other of members.get(groupOf[item] ?? -1) ?? [])
    if (other !== item && !near.has(other)) yield other
}
