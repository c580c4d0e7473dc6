import { oc } from '@orpc/contract'
import { z } from 'zod'
import { errorMap } from './errors.ts'
import { groupId, itemId } from './identifiers.ts'
import { relation } from './relations.ts'

/** One thing the curator said, of one or several pairs at once; undone as a whole. */
export const recordInput = z.object({
  groupId,
  verdicts: z
    .array(z.object({ itemA: itemId, itemB: itemId, relation, variantAxis: z.string().max(60).optional() }))
    .min(1)
    .max(1225),
  note: z.string().max(4000).default(''),
  /** The case was asked again without showing what had been said of it. */
  blind: z.boolean().default(false),
  /** What was on screen: the members shown, in order. */
  shown: z.array(itemId).max(50),
})
export type RecordInput = z.infer<typeof recordInput>

export const action = z.object({
  id: z.number().int().positive(),
  kind: z.enum(['verdict', 'skip']),
  groupId,
  /** The members that were on screen. */
  shown: z.array(itemId),
  words: z.string(),
  reviewer: z.string(),
  at: z.string(),
  undone: z.boolean(),
})
export type Action = z.infer<typeof action>

/** What was said of a pair, as a line to be opened and judged again. */
export const verdictLine = z.object({
  itemA: itemId,
  itemB: itemId,
  relation,
  reviewer: z.string(),
  decidedAt: z.string(),
  words: z.string(),
})

/** A settled relation that cannot hold together with newer ones, so it is set aside until someone looks. */
export const contradiction = z.object({
  itemA: itemId,
  itemB: itemId,
  relation,
  reviewer: z.string(),
  decidedAt: z.string(),
  words: z.string(),
  /** Contradictions with one number hang together: the same verdicts undo them all. */
  knot: z.number().int(),
  /** The fewest verdicts to look at again, so that the others hold together; those the evidence doubts most. */
  lookAgain: z.array(verdictLine),
  /** False: the knot is too large to be sure that these are the fewest. */
  exact: z.boolean(),
})

export const reviewContract = {
  /** Returns once the verdicts are on disk. */
  record: oc
    .errors(errorMap)
    .input(recordInput)
    .output(z.object({ action, contradictions: z.array(contradiction) })),
  skip: oc
    .errors(errorMap)
    .input(z.object({ groupId, shown: z.array(itemId).max(50) }))
    .output(action),
  /** Takes the reviewer's last action back that is not undone yet. */
  undo: oc.errors(errorMap).output(action),
  redo: oc.errors(errorMap).output(action),
  /** Newest first. */
  history: oc
    .errors(errorMap)
    .input(
      z.object({
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
      }),
    ),
  contradictions: oc.errors(errorMap).output(z.array(contradiction)),
}
