import { oc } from '@orpc/contract'
import { z } from 'zod'
import { errorMap } from './errors.ts'
import { pairEvidence, settledRelation } from './evidence.ts'
import { groupId, itemId } from './identifiers.ts'
import { item } from './items.ts'

/** open: nothing said yet. started: some members are. confirmed: every member is settled as the same product. */
export const groupState = z.enum(['open', 'started', 'confirmed'])
export type GroupState = z.infer<typeof groupState>

/** value: what the next verdict on a group is worth, most first. */
export const groupSort = z.enum(['score-desc', 'score-asc', 'size-desc', 'size-asc', 'unsure-first', 'value'])
export type GroupSort = z.infer<typeof groupSort>

export const groupFilter = z.object({
  state: groupState.optional(),
  /** Words that all must occur in one member's title or id. */
  text: z.string().optional(),
  category: z.string().optional(),
  minimumScore: z.number().min(0).max(1).optional(),
  maximumScore: z.number().min(0).max(1).optional(),
})
export type GroupFilter = z.infer<typeof groupFilter>

export const groupSummary = z.object({
  id: groupId,
  size: z.number().int(),
  /** Lowest score of a member against the representative: the group is as good as its weakest link. */
  score: z.number(),
  state: groupState,
  title: z.string().nullable(),
  category: z.string().nullable(),
  /** The first pictures, representative's first, at most 6. */
  thumbnails: z.array(z.object({ sha256: z.string(), width: z.number(), height: z.number() })),
})
export type GroupSummary = z.infer<typeof groupSummary>

/** A pair that alone holds two parts of a group together. */
export const weakBridge = z.object({
  itemA: itemId,
  itemB: itemId,
  score: z.number(),
  /** The smaller of the two parts that the group would fall into without it. */
  part: z.array(itemId),
})

/** One case for the curator: the members as they were when it was opened, and what is known of each. */
export const reviewCase = z.object({
  groupId,
  state: groupState,
  score: z.number(),
  /** Representative first, then by score against it, highest first. */
  members: z.array(
    z.object({
      item,
      /** Against the representative; null for the representative itself. */
      evidence: pairEvidence.nullable(),
      settled: settledRelation.nullable(),
    }),
  ),
  /** Weakest first; none in a group of two, and none that a verdict settles. */
  bridges: z.array(weakBridge),
})
export type ReviewCase = z.infer<typeof reviewCase>

const listInput = z.object({
  filter: groupFilter.default({}),
  sort: groupSort.default('score-desc'),
  offset: z.number().int().nonnegative().default(0),
  limit: z.number().int().min(1).max(200).default(60),
})

export const groupsContract = {
  list: oc
    .errors(errorMap)
    .input(listInput)
    .output(z.object({ total: z.number().int(), rows: z.array(groupSummary) })),
  categories: oc.errors(errorMap).output(z.array(z.string())),
  /** The group as it is now; with `members`, the case as the curator opened it, however it was cut since. */
  case: oc
    .errors(errorMap)
    .input(
      z.object({
        groupId,
        members: z.array(itemId).max(50).optional(),
        /** As if nothing had been said of it yet, for a case that is asked again. */
        blind: z.boolean().default(false),
      }),
    )
    .output(reviewCase),
  /** The group after (or before) `groupId` in the filtered and sorted list that is still to review; null at its end. */
  neighbour: oc
    .errors(errorMap)
    .input(
      z.object({
        filter: groupFilter.default({}),
        sort: groupSort.default('score-desc'),
        from: groupId.nullable(),
        direction: z.enum(['next', 'previous']),
        onlyUndecided: z.boolean().default(true),
      }),
    )
    .output(z.object({ groupId: groupId.nullable() })),
  /** Measures any two items in every channel. */
  pair: oc
    .errors(errorMap)
    .input(z.object({ itemA: itemId, itemB: itemId }))
    .output(pairEvidence),
}
