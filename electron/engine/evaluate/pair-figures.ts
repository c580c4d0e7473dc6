import type { PairFigures } from '../../contract/evaluate.ts'
import { matchesOf, type ItemMatches, type Matches } from './matches.ts'
import { f1Of, shareOf } from './share-of.ts'
import type { JudgedPair, Truth } from './truth.ts'

interface Found {
  readonly foundPairs: number
  readonly correctPairs: number
}

/** Pairwise precision, recall and F1: of all judged pairs, those that lie together. */
export function pairFigures(truth: Truth, matches: Matches): PairFigures {
  const { foundPairs, correctPairs } = countFound(truth, matches)
  const precision = shareOf(correctPairs, foundPairs)
  const recall = shareOf(correctPairs, truth.truePairs)
  return {
    truePairs: truth.truePairs,
    foundPairs,
    correctPairs,
    precision,
    recall,
    f1: f1Of(precision, recall),
  }
}

function countFound(truth: Truth, matches: Matches): Found {
  if (truth.judged !== null) return ofJudged(truth.judged, matches)
  return matches.kind === 'groups' ? ofGroups(truth, matches.groupOf) : ofLists(truth, matches)
}

function ofJudged(judged: readonly JudgedPair[], matches: Matches): Found {
  const together = judged.filter(({ a, b }) =>
    matches.kind === 'groups'
      ? (matches.groupOf[a] ?? -1) >= 0 && matches.groupOf[a] === matches.groupOf[b]
      : names(matches, a, b) || names(matches, b, a),
  )
  return { foundPairs: together.length, correctPairs: together.filter(({ same }) => same).length }
}

/** Counts by the sizes of groups and of their parts with one label, so that it is linear in the items. */
function ofGroups({ labelOf, labelSizes }: Truth, groupOf: Int32Array): Found {
  const groups = new Map<number, number>()
  const parts = new Map<number, number>()
  labelOf.forEach((label, item) => {
    const group = groupOf[item] ?? -1
    if (label < 0 || group < 0) return
    increment(groups, group)
    increment(parts, group * labelSizes.length + label)
  })
  return { foundPairs: pairsWithin(groups), correctPairs: pairsWithin(parts) }
}

function ofLists({ labelOf }: Truth, matches: ItemMatches): Found {
  let foundPairs = 0
  let correctPairs = 0
  labelOf.forEach((label, item) => {
    if (label < 0) return
    for (const other of matchesOf(matches, item)) {
      const otherLabel = labelOf[other] ?? -1
      // A pair that both name counts once, where the lower names it.
      if (otherLabel < 0 || (other < item && names(matches, other, item))) continue
      foundPairs += 1
      if (otherLabel === label) correctPairs += 1
    }
  })
  return { foundPairs, correctPairs }
}

function names(matches: ItemMatches, item: number, other: number): boolean {
  return matchesOf(matches, item).includes(other)
}

function increment(counts: Map<number, number>, key: number): void {
  counts.set(key, (counts.get(key) ?? 0) + 1)
}

function pairsWithin(counts: ReadonlyMap<number, number>): number {
  let pairs = 0
  for (const count of counts.values()) pairs += (count * (count - 1)) / 2
  return pairs
}
