import { z } from 'zod'
import { Refusal, say, type Saying } from '../../contract/saying.ts'

/** What a model, the hub, a disk or a person's request did wrong without anything being wrong with Doublet; null: a bug. */
export function expectedFailure(reason: unknown): Saying | null {
  if (reason instanceof z.ZodError) return say('modelFileUnexpected', { text: z.prettifyError(reason) })
  return reason instanceof Refusal ? reason.said : null
}
