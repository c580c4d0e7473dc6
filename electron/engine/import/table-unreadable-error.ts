import { Refusal, say } from '../../contract/saying.ts'

/** The table as a whole cannot be read: it is missing, forbidden, empty, or no table. */
export class TableUnreadableError extends Refusal {
  readonly path: string
  readonly reason: string
  readonly advice: string

  constructor(path: string, reason: string, advice: string, cause?: unknown) {
    super(say('tableUnreadable', { path, text: reason, advice }), { cause })
    this.path = path
    this.reason = reason
    this.advice = advice
  }
}
