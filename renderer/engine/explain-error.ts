import { ORPCError } from '@orpc/client'
import { z } from 'zod'
import { Refusal, saying } from '../../electron/contract/saying.ts'
import { saidInWords } from '../components/said-in-words.ts'
import { t, type WordKey } from '../words/words.ts'
import { ConnectionLostError } from './engine-connection.ts'

export interface Explanation {
  /** What went wrong, as a sentence. */
  readonly title: string
  /** The particulars and what to do; empty when the title says it all. */
  readonly detail: string
}

/**
 * Says any error of a call in words a curator can act on.
 * @param onlyRead whether the call was to write nothing, so that a lost line can have lost nothing
 */
export function explainError(error: unknown, onlyRead = false): Explanation {
  if (error instanceof ConnectionLostError) {
    return {
      title: t('components.errorLineLost'),
      detail: t(onlyRead ? 'components.errorLineReadAdvice' : 'components.errorLineLostAdvice'),
    }
  }
  if (error instanceof Error && error.name === 'AbortError') {
    // The line broke between the question and its answer; calls taken back by the window itself are never explained.
    return {
      title: t('components.errorLineBroke'),
      detail: t(onlyRead ? 'components.errorLineReadAdvice' : 'components.errorLineBrokeAdvice'),
    }
  }
  if (error instanceof Refusal)
    return { title: t('components.errorUnknown'), detail: saidInWords(error.said) }
  if (error instanceof ORPCError) return explainEngineError(error.code, error.message, error.data)
  if (error instanceof Error) return { title: t('components.errorUnknown'), detail: error.message }
  return { title: t('components.errorUnknown'), detail: String(error) }
}

/** Whether the engine refused a call with this declared code. */
export function hasErrorCode(error: unknown, code: string): boolean {
  return error instanceof ORPCError && error.code === code
}

function explainEngineError(code: string, message: string, data: unknown): Explanation {
  const title = t(TITLES[code] ?? 'components.errorEngine')
  const told = toldOf.safeParse(data)
  if (told.success) return { title, detail: saidInWords(told.data.said) }
  // Only a bug, or a call that no page makes, has no words of its own.
  return { title, detail: code in TITLES ? '' : t('components.inOriginal', { text: message }) }
}

const toldOf = z.object({ said: saying })

const TITLES: Readonly<Record<string, WordKey>> = {
  NO_CATALOGUE: 'components.errorNoCatalogue',
  CATALOGUE_NOT_FOUND: 'components.errorCatalogueNotFound',
  CATALOGUE_EXISTS: 'components.errorCatalogueExists',
  CATALOGUE_TOO_NEW: 'components.errorCatalogueTooNew',
  CATALOGUE_LOCKED: 'components.errorCatalogueLocked',
  CATALOGUE_DAMAGED: 'components.errorCatalogueDamaged',
  DISK: 'components.errorDisk',
  NOT_FOUND: 'components.errorNotFound',
  PATH_NOT_ALLOWED: 'components.errorPathNotAllowed',
  SOURCE_UNREADABLE: 'components.errorSourceUnreadable',
  BAD_MAPPING: 'components.errorBadMapping',
  GROUP_TOO_LARGE: 'components.errorGroupTooLarge',
  NOTHING_TO_UNDO: 'components.errorNothingToUndo',
  NOTHING_TO_REDO: 'components.errorNothingToRedo',
  TERMS_NOT_ACCEPTED: 'components.errorTermsNotAccepted',
  MODEL_UNUSABLE: 'components.errorModelUnusable',
  REVIEW_REFUSED: 'components.errorReviewRefused',
  SEARCH_REFUSED: 'components.errorSearchRefused',
  NOT_IN_THIS_HOST: 'components.errorNotInThisHost',
}
