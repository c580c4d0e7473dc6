import { z } from 'zod'
import { copiesRequest } from '../../contract/copies.ts'
import { evaluationRequest, rankingRequest } from '../../contract/evaluate.ts'
import { modelRole } from '../../contract/models.ts'
import { problemSelection } from '../../contract/problems.ts'
import { rule } from '../../contract/rules.ts'
import { sourceRequest } from '../../contract/sources.ts'
import { textChoice } from '../../contract/text-settings.ts'

/** What each kind of job is told; parsed again whenever a job starts, since it may come from an older program. */
export const importPayload = z.object({
  sources: z.array(sourceRequest),
  /** Folder to draw the sample catalogue into first; its table and pictures are then imported from there. */
  sampleFolder: z.string().nullable(),
  /** Tries files again that failed before. */
  retryFailed: z.boolean(),
  /** Only those with this problem, or with problems of this kind. */
  retryOnly: problemSelection.optional(),
  /** Queues a match job when the import is done. */
  thenMatch: z.boolean(),
})
export type ImportPayload = z.infer<typeof importPayload>

export const matchPayload = z.object({
  /** Left out: the threshold that the catalogue used last. */
  threshold: z.number().min(0).max(1).optional(),
  ...textChoice.shape,
})
export type MatchPayload = z.infer<typeof matchPayload>

export const describePayload = z.object({
  /** Queues a match job when everything is described. */
  thenMatch: z.boolean(),
})
export type DescribePayload = z.infer<typeof describePayload>

export const rehearsePayload = z.discriminatedUnion('step', [
  /** Tries a change beside what counts. */
  z.object({
    step: z.literal('try'),
    /** Left out: the threshold of the run that counts. */
    threshold: z.number().min(0).max(1).optional(),
    /** Version of the scorer to try. */
    scorer: z.string().optional(),
    model: z.object({ id: z.string().nullable(), role: modelRole }).optional(),
  }),
  /** Lets the change that waits take effect. */
  z.object({ step: z.literal('accept') }),
  /** Deletes what was built for a change that nobody wants. */
  z.object({ step: z.literal('discard') }),
])
export type RehearsePayload = z.infer<typeof rehearsePayload>

export const rebuildPayload = z.object({})

export const installModelPayload = z.object({
  /** A folder's path, or "hf:OWNER/NAME[@REVISION]". */
  source: z.string(),
  name: z.string().nullable(),
  weights: z.string().nullable(),
})
export type InstallModelPayload = z.infer<typeof installModelPayload>

export const checkModelsPayload = z.object({
  /** Null: the models in use. */
  modelId: z.string().nullable(),
})
export type CheckModelsPayload = z.infer<typeof checkModelsPayload>

export const evaluatePayload = evaluationRequest
export type EvaluatePayload = z.infer<typeof evaluatePayload>

export const copiesPayload = copiesRequest
export type CopiesPayload = z.infer<typeof copiesPayload>

export const rankPayload = rankingRequest.required({ out: true })
export type RankPayload = z.infer<typeof rankPayload>

export const applyRulePayload = z.object({
  rule,
  /** What the history calls it; empty: its conditions in words. */
  name: z.string(),
  /** Who started it, and can take it back. */
  reviewer: z.string(),
})
export type ApplyRulePayload = z.infer<typeof applyRulePayload>

export const mapPayload = z.object({
  /** Draws all of it anew, instead of placing what is new. */
  anew: z.boolean(),
})
export type MapPayload = z.infer<typeof mapPayload>
