import { z } from 'zod'
import { action } from './actions.ts'
import { groupId } from './identifiers.ts'
import { relation } from './relations.ts'

/** Groups that one action can be about: what is folded and taken back of it must stay quick. */
export const MOST_GROUPS_AT_ONCE = 2000

/** A group as it was when it was selected; with more or fewer members by now it is not what was selected. */
export const selectedGroup = z.object({ groupId, size: z.number().int().min(1) })
export type SelectedGroup = z.infer<typeof selectedGroup>

/** confirm: the members of each group are one product. skip: each is put off. flag: a colleague is asked about each. */
export const severalDeed = z.enum(['confirm', 'skip', 'flag'])
export type SeveralDeed = z.infer<typeof severalDeed>

/**
 * Why nothing is done to a group: it is no longer there; it has other members than when it was selected; it is confirmed,
 * put off or flagged already; a verdict tells two of its members apart; it would be too large a product.
 */
export const leftOutReason = z.enum(['gone', 'changed', 'done', 'verdict', 'size'])
export type LeftOutReason = z.infer<typeof leftOutReason>

export const severalInput = z.object({
  deed: severalDeed,
  groups: z.array(selectedGroup).min(1).max(MOST_GROUPS_AT_ONCE),
  /** Of a confirmation. */
  relation: relation.default('same-product'),
})

export type SeveralRequest = z.infer<typeof severalInput>

/** What an action on several groups would do, counted before it is done. */
export const severalPlan = z.object({
  /** Those that it would be done to. */
  groups: z.array(selectedGroup),
  /** Their members. */
  listings: z.number().int(),
  /** Pairs that something would be said of. */
  verdicts: z.number().int(),
  leftOut: z.array(z.object({ groupId, reason: leftOutReason })),
})
export type SeveralPlan = z.infer<typeof severalPlan>

/** What was done. Its groups are marked and cut anew when this is answered, or by a job where they are many. */
export const severalDone = z.object({ action, verdicts: z.number().int() })
