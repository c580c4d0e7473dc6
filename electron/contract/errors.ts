import { z } from 'zod'
import { saying } from './saying.ts'

/** What a person is to be told of it. */
const said = saying

/**
 * What can be expected to go wrong, declared with its data so that every host can say it in its own form.
 * Messages say what was expected, what came, and what to do. Anything not listed here is a bug.
 */
export const errorMap = {
  NO_CATALOGUE: { message: 'No catalogue is open. Open or create one first.' },
  CATALOGUE_NOT_FOUND: { data: z.object({ path: z.string(), said }) },
  CATALOGUE_EXISTS: { data: z.object({ path: z.string(), said }) },
  CATALOGUE_TOO_NEW: { data: z.object({ path: z.string(), found: z.number(), supported: z.number(), said }) },
  CATALOGUE_LOCKED: { data: z.object({ path: z.string(), said }) },
  CATALOGUE_DAMAGED: { data: z.object({ path: z.string(), said }) },
  DISK: { data: z.object({ path: z.string(), said }) },
  NOT_FOUND: { data: z.object({ what: z.string(), id: z.string(), said }) },
  PATH_NOT_ALLOWED: { data: z.object({ path: z.string(), roots: z.array(z.string()), said }) },
  SOURCE_UNREADABLE: { data: z.object({ path: z.string(), said }) },
  BAD_MAPPING: { data: z.object({ column: z.string(), said }) },
  GROUP_TOO_LARGE: { data: z.object({ size: z.number(), limit: z.number(), said }) },
  /** What cannot be done to this case, relation or filter, and what can. */
  REVIEW_REFUSED: { data: z.object({ said }) },
  NOTHING_TO_UNDO: {},
  NOTHING_TO_REDO: {},
  TERMS_NOT_ACCEPTED: { data: z.object({ model: z.string(), licence: z.string(), terms: z.string() }) },
  /** Not installed, damaged, of a kind that is not supported, or in use. */
  MODEL_UNUSABLE: { data: z.object({ said }) },
  /** The picture, the box or the words cannot be searched by. */
  SEARCH_REFUSED: { data: z.object({ said }) },
  NOT_IN_THIS_HOST: { data: z.object({ what: z.string(), said }) },
} as const
