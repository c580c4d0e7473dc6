import { oc } from '@orpc/contract'
import { z } from 'zod'
import { action, caseFlag, caseNote } from './actions.ts'
import { errorMap } from './errors.ts'
import { channelDistribution, pairEvidence, settledRelation } from './evidence.ts'
import { groupId, itemId } from './identifiers.ts'
import { item } from './items.ts'
import { relation } from './relations.ts'
import { selectedGroup } from './several.ts'

/** open: nothing said yet. started: some members are. confirmed: every member is settled as the same product. */
export const groupState = z.enum(['open', 'started', 'confirmed'])
export type GroupState = z.infer<typeof groupState>

/** value: what the next verdict on a group is worth, most first. newest: the group of the listing imported last first. */
export const groupSort = z.enum([
  'score-desc',
  'score-asc',
  'size-desc',
  'size-asc',
  'unsure-first',
  'value',
  'newest',
])
export type GroupSort = z.infer<typeof groupSort>

export const groupFilter = z.object({
  state: groupState.optional(),
  /** Words that all must occur in one member's title or id. */
  text: z.string().optional(),
  category: z.string().optional(),
  minimumScore: z.number().min(0).max(1).optional(),
  maximumScore: z.number().min(0).max(1).optional(),
  minimumSize: z.number().int().min(2).optional(),
  maximumSize: z.number().int().min(2).optional(),
  /** Put off and neither decided nor brought back since. */
  skipped: z.boolean().optional(),
  /** A colleague was asked. */
  flagged: z.boolean().optional(),
  /** There is a note on it. */
  noted: z.boolean().optional(),
  /** Decided before, with a member that was not there then. */
  news: z.boolean().optional(),
  /** Somebody said this relation of one of its members, to a member or to another listing, and it is in force. */
  relation: relation.optional(),
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
  /** The lowest score of any two members that were compared, their spread in one number; null: none were. */
  lowest: z.number().nullable(),
  skipped: z.boolean(),
  flagged: z.boolean(),
  noted: z.boolean(),
  /** Members that were not there when the curator last decided something of it; 0 where nothing is decided yet. */
  news: z.number().int(),
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

/** How far the members of a case lie apart, over every two of them that the last match compared. */
export const caseSpread = z.object({
  /** The two members least likely to be the same product. */
  lowest: z.object({ itemA: itemId, itemB: itemId, score: z.number() }).nullable(),
  /** The two members whose pictures differ most: cosine distance, 0..2. */
  furthest: z.object({ itemA: itemId, itemB: itemId, distance: z.number() }).nullable(),
  /** Pairs of members that no channel brought together. */
  notCompared: z.number().int(),
})
export type CaseSpread = z.infer<typeof caseSpread>

/** One case for the curator: the members as they were when it was opened, and what is known of each. */
/** That many listings or more with one picture are not counted further. */
export const MANY_LISTINGS = 100

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
  /**
   * In force, oldest first. A note or a flag is on every case that holds two of the listings that were on screen when it
   * was given, a skip on one of whose listings more than half were: so they outlive a group that is cut anew.
   */
  notes: z.array(caseNote),
  flag: caseFlag.nullable(),
  /** When and by whom it was put off; null: it is not. */
  skipped: z.object({ reviewer: z.string(), at: z.string() }).nullable(),
  /** Everything that was done to one of its members, newest first, at most 20; the rest by `review.history`. */
  history: z.array(action),
  /** Members that were not there when something was last decided of it; null: nothing is decided, or nothing is new. */
  news: z.object({ items: z.array(itemId), since: z.string(), reviewer: z.string() }).nullable(),
  spread: caseSpread,
  /** Pictures of members that listings outside of the case show too, byte by byte. */
  sharedPictures: z.array(
    z.object({
      sha256: z.string(),
      /** Listings outside of the case that show it; `MANY_LISTINGS` for that many or more. */
      listings: z.number().int().min(1).max(MANY_LISTINGS),
    }),
  ),
})
export type ReviewCase = z.infer<typeof reviewCase>

/** A filter and an order that the curator gave a name, kept in the catalogue. */
export const savedFilter = z.object({
  id: z.number().int().positive(),
  name: z.string(),
  filter: groupFilter,
  sort: groupSort,
  savedAt: z.string(),
})
export type SavedFilter = z.infer<typeof savedFilter>

const filterName = z.string().trim().min(1).max(80)
/** Groups that can be named at once. */
export const MOST_NAMED_GROUPS = 10_000

const askedFor = z.object({
  filter: groupFilter.default({}),
  sort: groupSort.default('score-desc'),
  /** Only of these; those that are no longer there are left out. */
  among: z.array(groupId).max(MOST_NAMED_GROUPS).optional(),
})
const listInput = askedFor.extend({
  offset: z.number().int().nonnegative().default(0),
  limit: z.number().int().min(1).max(200).default(60),
})

export const groupsContract = {
  list: oc
    .errors(errorMap)
    .input(listInput)
    .output(z.object({ total: z.number().int(), rows: z.array(groupSummary) })),
  /** The ids of a stretch of the list, to be selected, however long it is. */
  ids: oc
    .errors(errorMap)
    .input(
      askedFor.extend({
        offset: z.number().int().nonnegative().default(0),
        limit: z.number().int().min(1).max(MOST_NAMED_GROUPS).default(MOST_NAMED_GROUPS),
      }),
    )
    .output(z.object({ total: z.number().int(), groups: z.array(selectedGroup) })),
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
  /** How far apart the candidate pairs of the last match are, by channel; empty where an older one did not measure it. */
  distributions: oc.errors(errorMap).output(z.array(channelDistribution)),
  /** By name. Each call that changes them answers with all that are left. */
  savedFilters: oc.errors(errorMap).output(z.array(savedFilter)),
  /** Under a name that is taken the new one takes the place of the old. */
  saveFilter: oc
    .errors(errorMap)
    .input(z.object({ name: filterName, filter: groupFilter, sort: groupSort }))
    .output(z.array(savedFilter)),
  /** REVIEW_REFUSED where the name is taken. */
  renameFilter: oc
    .errors(errorMap)
    .input(z.object({ id: z.number().int().positive(), name: filterName }))
    .output(z.array(savedFilter)),
  removeFilter: oc
    .errors(errorMap)
    .input(z.object({ id: z.number().int().positive() }))
    .output(z.array(savedFilter)),
}
