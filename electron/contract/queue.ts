import { oc } from '@orpc/contract'
import { z } from 'zod'
import { errorMap } from './errors.ts'
import { groupFilter } from './groups.ts'
import { groupId, itemId } from './identifiers.ts'
import { job } from './jobs.ts'

/**
 * group: a proposed group. join: two listings that are not in one group and may belong together. check: two drawn at
 * random, by which the groups are judged. repeat: two that were judged before; ask without showing what was said.
 */
export const queueCaseKind = z.enum(['group', 'join', 'check', 'repeat'])
/** A case in the order of what its verdict is worth. Open it by `groups.case` with its members. */
export const queueCase = z.object({
  kind: queueCaseKind,
  groupId,
  /** Representative first. */
  members: z.array(itemId),
  /** Wrong pairs that a verdict is expected to put right; null for a check and a repeat, which are there to count. */
  value: z.number().nullable(),
  /** How likely a join's two, or a group's least sure member, are to belong together, 0..1; null for a check and a repeat. */
  score: z.number().nullable(),
  /** How many listings a yes to a join puts together: those of the group of each, 1 for one in none. Else null. */
  joins: z.tuple([z.number().int(), z.number().int()]).nullable(),
  /** Why this case is next: the same as kind, value and score say, as an English sentence. */
  words: z.string(),
  /** Open it with `blind`, and record it with `blind`. */
  blind: z.boolean(),
  /** It was put off, and nothing else is left before it. */
  skipped: z.boolean(),
  /** Members that were not there when the curator last decided something of it. */
  news: z.array(itemId),
})
export type QueueCase = z.infer<typeof queueCase>

/** A share 0..1 with its 95 % interval. */
export const estimatedShare = z.object({ share: z.number(), low: z.number(), high: z.number() })
export type EstimatedShare = z.infer<typeof estimatedShare>

/** The verdicts over which `expectedGain` is estimated. */
export const NEXT_VERDICTS = 50

export const estimates = z.object({
  /** What the curator has confirmed so far. */
  confirmed: z.object({
    pairs: z.number().int(),
    /** From how often they agreed with themself when asked again; null before that ever happened. */
    precision: estimatedShare.nullable(),
    /** Confirmed pairs of all true ones among the candidates; null where there is no pair. */
    recall: estimatedShare.nullable(),
  }),
  /** All groups as they are now, confirmed or not. */
  groups: z.object({
    pairs: z.number().int(),
    precision: estimatedShare.nullable(),
    recall: estimatedShare.nullable(),
  }),
  /** Random checks answered so far since the last match. */
  checks: z.number().int(),
  agreement: z.object({
    /** Old cases asked again, and how often the answer was the same. */
    repeats: z.number().int(),
    agreed: z.number().int(),
    share: estimatedShare.nullable(),
  }),
  /** What the next 50 verdicts are expected to add to the F1 of the groups. */
  expectedGain: z.number(),
  /** True: more verdicts would hardly change the groups. */
  enough: z.boolean(),
  /** All of this in an English sentence or two. */
  words: z.string(),
  /** How it is estimated, in English sentences. */
  method: z.string(),
})
export type Estimates = z.infer<typeof estimates>

export const curatorOrder = z.enum(['value', 'score', 'random'])
export type CuratorOrder = z.infer<typeof curatorOrder>

export const simulationRequest = z.object({
  verdicts: z.number().int().min(1).max(5_000),
  /** Share of answers that are wrong, 0..0.5. */
  errors: z.number().min(0).max(0.5).default(0),
  /** The orders to be compared; all when left out. */
  orders: z.array(curatorOrder).min(1).default(['value', 'score', 'random']),
  seed: z.number().int().min(0).default(1),
})
export type SimulationRequest = z.infer<typeof simulationRequest>

export const learningCurve = z.object({
  request: simulationRequest,
  /** Items with a known group that took part. */
  items: z.number().int(),
  /** Candidate pairs that were asked of. */
  pairs: z.number().int(),
  curves: z.array(
    z.object({
      order: curatorOrder,
      /** Rising in verdicts, from 0. */
      points: z.array(
        z.object({
          verdicts: z.number().int(),
          f1: z.number(),
          precision: z.number(),
          recall: z.number(),
        }),
      ),
    }),
  ),
  /** Verdicts after which the value order first reaches the final F1 of the random one; null if it does not. */
  valueReachesRandomAfter: z.number().int().nullable(),
})
export type LearningCurve = z.infer<typeof learningCurve>

export const queueContract = {
  /** The cases to look at next, most valuable first; the first is next. Verdicts and skips move the queue on; what was skipped comes last. */
  next: oc
    .errors(errorMap)
    .input(
      z.object({
        /** Of a filter other than an empty one, only groups are given. */
        filter: groupFilter.default({}),
        limit: z.number().int().min(1).max(10).default(3),
      }),
    )
    .output(z.array(queueCase)),
  estimates: oc.errors(errorMap).output(estimates),
  /** Plays a curator who answers from the items' label_group, in memory: no verdict is written. */
  simulate: oc.errors(errorMap).input(simulationRequest).output(job),
  /** What a simulation came to; null while it runs, and for any other job. */
  learningCurve: oc
    .errors(errorMap)
    .input(z.object({ jobId: z.number().int().positive() }))
    .output(learningCurve.nullable()),
}
