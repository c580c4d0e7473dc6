import { oc } from '@orpc/contract'
import { z } from 'zod'
import { errorMap } from './errors.ts'
import { channel, titleFact } from './evidence.ts'
import { job } from './jobs.ts'

export const scorerVersion = z.object({
  version: z.string(),
  /** Null for the one that comes with Doublet. */
  createdAt: z.string().nullable(),
  /** From how many verdicts it was fitted; 0 for the one that comes with Doublet. */
  verdicts: z.number().int(),
  /** The scores of the groups on screen are its. */
  scored: z.boolean(),
  /** The next match takes it. */
  next: z.boolean(),
  /** What was measured on pairs that it was not fitted on, by name. */
  figures: z.record(z.string(), z.number()),
  notes: z.string(),
})
export type ScorerVersion = z.infer<typeof scorerVersion>

/** What of a pair a weight is for. */
export const weightSubject = z.discriminatedUnion('kind', [
  /** nothing: what is taken of a pair before anything is known. The others are of its titles. */
  z.object({
    kind: z.enum(['nothing', 'word-against-word', 'agreement', 'shared-identifier', 'other-identifier']),
  }),
  /** Only where one of the two has no title, if `untitled`. */
  z.object({ kind: z.literal('known'), channel, untitled: z.boolean() }),
  z.object({ kind: z.literal('nearer'), channel, limit: z.number(), untitled: z.boolean() }),
  z.object({ kind: z.enum(['equal', 'different']), channel }),
  z.object({ kind: z.enum(['same-fact', 'other-fact']), fact: titleFact }),
  z.object({ kind: z.literal('category'), name: z.string() }),
])
export type WeightSubject = z.infer<typeof weightSubject>

export const scorerWeight = z.object({
  subject: weightSubject,
  /** The same in English words. */
  words: z.string(),
  weight: z.number(),
})
export type ScorerWeight = z.infer<typeof scorerWeight>

export const scorerContract = {
  list: oc.errors(errorMap).output(
    z.object({
      /** Newest first; the one that comes with Doublet last. */
      versions: z.array(scorerVersion),
      /** Verdicts in force that a fit can use, and how many of them say same product. */
      usableVerdicts: z.number().int(),
      sameVerdicts: z.number().int(),
      /** Verdicts that a fit takes at least; both answers must be among them. */
      leastVerdicts: z.number().int(),
    }),
  ),
  /** The weights of a version, the heaviest first. */
  weights: oc
    .errors(errorMap)
    .input(z.object({ version: z.string() }))
    .output(z.array(scorerWeight)),
  /** Fits the scorer again from the verdicts; the next match takes it. */
  refit: oc.errors(errorMap).output(job),
  /** Says which version the next match takes. */
  use: oc
    .errors(errorMap)
    .input(z.object({ version: z.string() }))
    .output(scorerVersion),
}
