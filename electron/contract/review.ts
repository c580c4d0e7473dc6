import { oc } from '@orpc/contract'
import { z } from 'zod'
import { action, actionKind } from './actions.ts'
import { errorMap } from './errors.ts'
import { groupId, itemId } from './identifiers.ts'
import { relation, variantAxis } from './relations.ts'
import { severalDone, severalInput, severalPlan } from './several.ts'

/** A case by its name and by the members that were on screen, representative first. */
const caseInput = z.object({ groupId, shown: z.array(itemId).min(1).max(50) })

/** One thing the curator said, of one or several pairs at once; undone as a whole. */
export const recordInput = z.object({
  groupId,
  verdicts: z
    .array(
      z
        .object({ itemA: itemId, itemB: itemId, relation, variantAxis: variantAxis.optional() })
        .refine(({ itemA, itemB }) => itemA !== itemB, { error: 'Expected two different listings' }),
    )
    .min(1)
    .max(1225),
  note: z.string().max(4000).default(''),
  /** The case was asked again without showing what had been said of it. */
  blind: z.boolean().default(false),
  /** What was on screen: the members shown, in order. */
  shown: z.array(itemId).max(50),
})
export type RecordInput = z.infer<typeof recordInput>

/** What was said of a pair, as a line to be opened and judged again. */
export const verdictLine = z.object({
  itemA: itemId,
  itemB: itemId,
  /** How the two are called on screen: by title, else by id. */
  nameA: z.string(),
  nameB: z.string(),
  relation,
  variantAxis: z.string().nullable(),
  reviewer: z.string(),
  decidedAt: z.string(),
  /** The same as an English phrase. */
  words: z.string(),
})
export type VerdictLine = z.infer<typeof verdictLine>

/** A settled relation that cannot hold together with newer ones, so it is set aside until someone looks. */
export const contradiction = verdictLine.extend({
  /**
   * apart: it says same product of two that `against` holds apart. together: it says something else of two that
   * `against` makes one product. too-large: the product would have `size` listings.
   */
  reason: z.enum(['apart', 'together', 'too-large']),
  /** The newer verdicts that it cannot hold together with; none where it is too large. */
  against: z.array(verdictLine),
  size: z.number().int(),
  /** Contradictions with one number hang together: the same verdicts undo them all. */
  knot: z.number().int(),
  /** The fewest verdicts to look at again, so that the others hold together; those the evidence doubts most. */
  lookAgain: z.array(verdictLine),
  /** False: the knot is too large to be sure that these are the fewest. */
  exact: z.boolean(),
})
export type Contradiction = z.infer<typeof contradiction>

/** What an action that says something of pairs came to; it is on disk when this is answered. */
export const recorded = z.object({
  action,
  /** How many verdicts were written: only those that were not in force already. */
  verdicts: z.number().int(),
  /** What cannot hold together any more with what was said now, as far as it concerns the listings on screen. */
  contradictions: z.array(contradiction),
  /**
   * The group that the case's representative is in now; its id changes when another listing stands for it. null: it is
   * in none.
   */
  groupId: groupId.nullable(),
})
export type Recorded = z.infer<typeof recorded>

/** A case that was skipped, flagged or noted, as it was on screen then. It may be a pair that is in no group. */
export const markedCase = z.object({
  action,
  /**
   * The group that its first listing on screen is in now; null: in none, or it is about several groups. Open the case by
   * `groups.case` with its members.
   */
  groupId: groupId.nullable(),
})

/** What was done, without what was taken back. */
export const workCount = z.object({
  reviewer: z.string(),
  /** Pairs that something was said of. */
  verdicts: z.number().int(),
  /** Cases that something was said of, each once for every action. */
  cases: z.number().int(),
  skips: z.number().int(),
  notes: z.number().int(),
  flags: z.number().int(),
})
export type WorkCount = z.infer<typeof workCount>

const apartWith = {
  /** What the two parts are to each other; one that keeps apart. */
  relation: relation.default('different'),
  variantAxis: variantAxis.optional(),
}

/**
 * Every call is committed before it is answered, undone by `undo`, and refused with REVIEW_REFUSED (and why) where it
 * makes no sense: a relation that the catalogue does not know or that is archived, one of the wrong sign, a listing that
 * was not on screen. Nothing makes a product of more than 50 listings: GROUP_TOO_LARGE says of how many it would be.
 */
export const reviewContract = {
  record: oc.errors(errorMap).input(recordInput).output(recorded),
  /** Every listing on screen is the same product as the first. */
  confirm: oc
    .errors(errorMap)
    .input(caseInput.extend({ relation: relation.default('same-product') }))
    .output(recorded),
  /** Keeps `part` apart from the other listings on screen. */
  split: oc
    .errors(errorMap)
    .input(caseInput.extend({ part: z.array(itemId).min(1).max(49), ...apartWith }))
    .output(recorded),
  /** Keeps one listing apart from the others on screen. */
  drop: oc
    .errors(errorMap)
    .input(caseInput.extend({ item: itemId, ...apartWith }))
    .output(recorded),
  /**
   * Says that `items` are the same product as the representative of the group `to`, and keeps them apart from the other
   * listings on screen. With all of the listings on screen the two groups become one.
   */
  move: oc
    .errors(errorMap)
    .input(
      caseInput.extend({
        items: z.array(itemId).min(1).max(50),
        to: groupId,
        together: relation.default('same-product'),
        apart: relation.default('different'),
      }),
    )
    .output(recorded),
  /** The listing stands for whatever group it is in from now on, unless a later one of the same group is chosen. */
  makeRepresentative: oc
    .errors(errorMap)
    .input(caseInput.extend({ item: itemId }))
    .output(recorded),
  /** Puts a case off: it comes at the end of the queue until something is said of it or it comes back. */
  skip: oc.errors(errorMap).input(caseInput).output(action),
  /** Brings a skipped case back to its place in the queue. */
  comeBack: oc.errors(errorMap).input(caseInput).output(action),
  /** A note, or with `replaces` another text for one that is in force; an empty text takes that one away. */
  note: oc
    .errors(errorMap)
    .input(
      caseInput.extend({
        text: z.string().trim().max(4000),
        replaces: z.number().int().positive().nullable().default(null),
      }),
    )
    .output(action),
  /** Asks a colleague to look; a second flag takes the place of the first. */
  flag: oc
    .errors(errorMap)
    .input(caseInput.extend({ question: z.string().trim().max(1000).default('') }))
    .output(action),
  unflag: oc.errors(errorMap).input(caseInput).output(action),
  /** What `several` would do, and what it would leave out and why. */
  planSeveral: oc.errors(errorMap).input(severalInput).output(severalPlan),
  /**
   * Confirms, puts off or flags groups that were selected, in one action. Overrules nothing: REVIEW_REFUSED where one of
   * them would be left out, so that nothing else is done than what was planned.
   */
  several: oc
    .errors(errorMap)
    .input(severalInput.extend({ question: z.string().trim().max(1000).default('') }))
    .output(severalDone),
  /** Takes the reviewer's last action back that is not undone yet, of whatever kind. */
  undo: oc.errors(errorMap).output(action),
  redo: oc.errors(errorMap).output(action),
  /** Newest first; what was undone is marked so. */
  history: oc
    .errors(errorMap)
    .input(
      z.object({
        /** Only what touched one of these listings: it was on screen then, or something was said of it. */
        items: z.array(itemId).max(50).optional(),
        kinds: z.array(actionKind).optional(),
        reviewer: z.string().optional(),
        offset: z.number().int().nonnegative().default(0),
        limit: z.number().int().min(1).max(200).default(50),
      }),
    )
    .output(
      z.object({
        total: z.number().int(),
        rows: z.array(action),
        canUndo: z.boolean(),
        canRedo: z.boolean(),
        /** Everyone who ever did something, by name. */
        reviewers: z.array(z.string()),
      }),
    ),
  contradictions: oc.errors(errorMap).output(z.array(contradiction)),
  /** Cases that are skipped, flagged or have notes, the oldest mark first. */
  marked: oc
    .errors(errorMap)
    .input(
      z.object({
        mark: z.enum(['skipped', 'flagged', 'noted']),
        offset: z.number().int().nonnegative().default(0),
        limit: z.number().int().min(1).max(200).default(60),
      }),
    )
    .output(z.object({ total: z.number().int(), rows: z.array(markedCase) })),
  /** What was done since midnight where the engine runs, or since `since`; by reviewer, those who did most first. */
  today: oc
    .errors(errorMap)
    .input(z.object({ since: z.iso.datetime().optional() }))
    .output(
      z.object({
        since: z.string(),
        /** Of the reviewer whose name the catalogue is open under. */
        mine: workCount,
        all: z.array(workCount),
      }),
    ),
}
