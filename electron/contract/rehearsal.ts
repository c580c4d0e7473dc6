import { oc } from '@orpc/contract'
import { z } from 'zod'
import { errorMap } from './errors.ts'
import { itemId } from './identifiers.ts'
import { job } from './jobs.ts'
import { modelRole } from './models.ts'

/** A change that is tried before it takes effect. A threshold may be tried together with a scorer or a model. */
export const rehearsalInput = z
  .object({
    /** Least probability of a member against its representative, 0..1. */
    threshold: z.number().min(0).max(1).optional(),
    /** The version of a scorer that the catalogue or Doublet has. */
    scorer: z.string().min(1).optional(),
    model: z
      .object({
        /** null: the built-in encoder for pictures, no model for titles and categories. */
        id: z.string().min(1).nullable(),
        role: modelRole,
        acceptTerms: z.boolean().default(false),
      })
      .optional(),
  })
  .refine(
    ({ threshold, scorer, model }) => threshold !== undefined || scorer !== undefined || model !== undefined,
    {
      error: 'Expected a threshold, a scorer or a model to rehearse',
    },
  )
  .refine(({ scorer, model }) => scorer === undefined || model === undefined, {
    error: 'Expected a scorer or a model but received both: rehearse one after the other',
  })
export type RehearsalInput = z.infer<typeof rehearsalInput>

export const rehearsalExample = z.object({
  /** split: together before, no longer all. merged: apart before. appeared, vanished: a group that is new, or gone. */
  kind: z.enum(['split', 'merged', 'appeared', 'vanished']),
  items: z.array(z.object({ id: itemId, externalId: z.string(), title: z.string().nullable() })),
  /** The example's items as they lie together, largest part first; who stands alone is a part of one. */
  before: z.array(z.array(itemId)),
  after: z.array(z.array(itemId)),
})
export type RehearsalExample = z.infer<typeof rehearsalExample>

const count = z.number().int().nonnegative()

export const rehearsal = z.object({
  /** What `change` says, in one English sentence. */
  words: z.string(),
  change: z.object({
    threshold: z.object({ from: z.number(), to: z.number() }),
    scorer: z.object({ from: z.string(), to: z.string() }),
    model: z
      .object({
        role: modelRole,
        from: z.string().nullable(),
        to: z.string().nullable(),
      })
      .nullable(),
  }),
  createdAt: z.string(),
  groups: z.object({
    before: count,
    after: count,
    /** The very same members. */
    unchanged: count,
    /** Of those before: members no longer all together; no member in a group any more. */
    split: count,
    vanished: count,
    /** Of those after: together what was apart; no member was in a group. */
    merged: count,
    appeared: count,
  }),
  /** Listings that are no longer together with exactly the same others. */
  regroupedItems: count,
  pairs: z.object({ before: count, after: count, parted: count, joined: count }),
  /** Verdicts in force that the scores alone would decide otherwise, of all `verdicts`; groups obey verdicts all the same. */
  contradicted: z.object({ verdicts: count, before: count, after: count }),
  /** At most ten, of every kind that there is. */
  examples: z.array(rehearsalExample),
})
export type Rehearsal = z.infer<typeof rehearsal>

export const rehearsalContract = {
  /** Tries a change in a job of kind `rehearse`; nothing of what counts changes. Takes the place of an earlier rehearsal. */
  start: oc.errors(errorMap).input(rehearsalInput).output(job),
  /** The rehearsal that waits for an answer; null where there is none, or a match since has made it out of date. */
  result: oc.errors(errorMap).output(rehearsal.nullable()),
  /** Lets the change take effect, in a job of kind `rehearse`, with the verdicts that were given meanwhile. */
  accept: oc.errors(errorMap).output(job),
  /** Leaves everything as it is. */
  discard: oc.errors(errorMap).output(z.null()),
}
