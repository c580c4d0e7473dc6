import { z } from 'zod'

/** A graph's text inputs, int64 [N, T]; null where the graph has no such input. */
export const tokenInput = z.object({
  /** Names of the graph's inputs. */
  ids: z.string().min(1),
  attentionMask: z.string().min(1).nullable(),
  tokenTypes: z.string().min(1).nullable(),
  /** tokenizer.json in the model's folder. */
  file: z.string().regex(/^[^/\\]+$/),
  /** Longer texts are cut, special tokens kept. */
  maximumTokens: z.number().int().min(2).max(8192),
  /** longest: every batch is padded to its longest text. maximum: always to maximumTokens. */
  padding: z.enum(['longest', 'maximum']),
  padTokenId: z.number().int().nonnegative(),
  /** Put before every title, as the model was trained: "query: ". */
  prefix: z.string().min(1).optional(),
})
export type TokenInput = z.infer<typeof tokenInput>
