import { z } from 'zod'
import { groupId, itemId } from './identifiers.ts'
import { relation } from './relations.ts'

/**
 * What a curator can do. Each is one row that is never changed, and undone as a whole.
 * verdict, confirm, split, move and drop say something of pairs; the others only of the case.
 */
export const actionKind = z.enum([
  'verdict',
  'confirm',
  'split',
  'move',
  'drop',
  'rule',
  'skip',
  'come-back',
  'note',
  'flag',
  'unflag',
  'representative',
])
export type ActionKind = z.infer<typeof actionKind>

export const action = z.object({
  id: z.number().int().positive(),
  kind: actionKind,
  /** The case it was done to, as it was named then; null: it was done to several groups at once. */
  groupId: groupId.nullable(),
  /** The members that were on screen. */
  shown: z.array(itemId),
  /** The listing that a drop, a move (representative of the group they went to) or a representative is about; else null. */
  item: itemId.nullable(),
  /** The note itself, the question of a flag, or the note given with verdicts; empty for none. */
  text: z.string(),
  /** The note that this note takes the place of; else null. */
  replaces: z.number().int().positive().nullable(),
  /** What was said, by relation and axis, and of how many pairs; empty where nothing was said of pairs. */
  said: z.array(
    z.object({ relation, variantAxis: z.string().nullable(), pairs: z.number().int().positive() }),
  ),
  /** One line in English for the history; a window may make its own of the fields above. */
  words: z.string(),
  reviewer: z.string(),
  /** ISO 8601, UTC. */
  at: z.string(),
  undone: z.boolean(),
})
export type Action = z.infer<typeof action>

/** A note in force on a case. */
export const caseNote = z.object({
  /** The action that says it; an edit or a removal names it as `replaces`. */
  id: z.number().int().positive(),
  text: z.string(),
  reviewer: z.string(),
  at: z.string(),
  /** It took the place of an earlier version. */
  edited: z.boolean(),
})
export type CaseNote = z.infer<typeof caseNote>

/** "Ask a colleague", in force on a case. */
export const caseFlag = z.object({
  id: z.number().int().positive(),
  /** Empty where none was asked. */
  question: z.string(),
  reviewer: z.string(),
  at: z.string(),
})
export type CaseFlag = z.infer<typeof caseFlag>
