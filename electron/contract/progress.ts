import { z } from 'zod'

/** The stages of the pipeline, in the order data flows through them. */
export const stage = z.enum([
  'draw',
  'scan',
  'read-table',
  'describe',
  'regions',
  'find-items',
  'titles',
  'categories',
  'index',
  'match',
  'group',
  'evaluate',
  'copies',
  'rank',
  'fit',
  'simulate',
  'rules',
  'map',
  'copy',
  'check',
  'fetch',
  'convert',
])
export type Stage = z.infer<typeof stage>

/** A stage that a job has behind it. */
export const endedStage = z.object({
  stage,
  done: z.number().int().nonnegative(),
  seconds: z.number().nonnegative(),
})
export type EndedStage = z.infer<typeof endedStage>

export const progress = z.object({
  stage,
  done: z.number().int().nonnegative(),
  /** null while it is not known yet. */
  total: z.number().int().nonnegative().nullable(),
  itemsPerSecond: z.number().nonnegative(),
  secondsLeft: z.number().nonnegative().nullable(),
  /** In the order they were begun; the same stage of several sources is one. */
  earlier: z.array(endedStage).optional(),
})
export type Progress = z.infer<typeof progress>
