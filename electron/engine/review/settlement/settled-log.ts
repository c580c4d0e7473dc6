import type { ActionLog } from '../actions/action-log.ts'
import type { Settlement } from './settle.ts'

/** What was done, and what holds of what was said: a `VerdictLedger` is one. */
export interface SettledLog {
  readonly folded: ActionLog
  readonly settlement: Settlement
}
