import { ORPCError } from '@orpc/client'
import { ConnectionLostError } from './engine-connection.ts'

export interface Explanation {
  /** What went wrong, as a sentence. */
  readonly title: string
  /** The particulars and what to do; empty when the title says it all. */
  readonly detail: string
}

/** Says any error of a call in words a curator can act on. */
export function explainError(error: unknown): Explanation {
  if (error instanceof ConnectionLostError) {
    return {
      title: 'The connection to the engine is lost',
      detail: 'Reconnecting. Nothing was saved by this action.',
    }
  }
  if (error instanceof Error && error.name === 'AbortError') {
    // The line broke between the question and its answer; calls taken back by the window itself are never explained.
    return {
      title: 'The connection to the engine was lost before it answered',
      detail:
        'Reconnecting. What you just did may or may not have been saved; the history tells when it is back.',
    }
  }
  if (error instanceof ORPCError) return explainEngineError(error.code, error.message, error.data)
  if (error instanceof Error) return { title: 'Something went wrong', detail: error.message }
  return { title: 'Something went wrong', detail: String(error) }
}

/** Whether the engine refused a call with this declared code. */
export function hasErrorCode(error: unknown, code: string): boolean {
  return error instanceof ORPCError && error.code === code
}

function explainEngineError(code: string, message: string, data: unknown): Explanation {
  const title = TITLES[code]
  const detail =
    title === undefined || code === 'MODEL_UNUSABLE'
      ? message
      : [fieldsOf(data), message === code ? '' : message].filter(Boolean).join(' ')
  return { title: title ?? 'The engine could not do this', detail }
}

const TITLES: Readonly<Record<string, string>> = {
  NO_CATALOGUE: 'No catalogue is open',
  CATALOGUE_NOT_FOUND: 'There is no catalogue at this place',
  CATALOGUE_EXISTS: 'There is already a catalogue at this place',
  CATALOGUE_TOO_NEW: 'This catalogue was made by a newer Doublet',
  CATALOGUE_LOCKED: 'This catalogue is open elsewhere',
  CATALOGUE_DAMAGED: 'This catalogue is damaged',
  DISK: 'The disk refused',
  NOT_FOUND: 'This is no longer there',
  PATH_NOT_ALLOWED: 'This place may not be used from here',
  SOURCE_UNREADABLE: 'This source cannot be read',
  BAD_MAPPING: 'A column does not fit',
  GROUP_TOO_LARGE: 'This group is too large',
  NOTHING_TO_UNDO: 'There is nothing to undo',
  NOTHING_TO_REDO: 'There is nothing to redo',
  TERMS_NOT_ACCEPTED: 'The terms of this model were not accepted',
  MODEL_UNUSABLE: 'This model cannot be used',
  SEARCH_REFUSED: 'This cannot be searched by',
  NOT_IN_THIS_HOST: 'This cannot be done from here',
}

/** The parts of an error's data worth reading, in the order a sentence wants them. */
function fieldsOf(data: unknown): string {
  if (typeof data !== 'object' || data === null) return ''
  const fields = new Map(Object.entries(data))
  return ['path', 'reason', 'advice', 'holder', 'column', 'expected']
    .map((name) => fields.get(name))
    .filter((value) => typeof value === 'string' && value !== '')
    .join(' · ')
}
