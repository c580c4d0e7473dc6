import type { SearchPicture } from '../../contract/search.ts'
import { PictureProblem } from '../decode/picture-problem.ts'
import { BoxOutsidePicture } from '../describe/find-items/crop-picture.ts'
import { InferenceFailed } from '../inference/inference-failed.ts'
import { expectedModelFailure } from '../jobs/expected-failure.ts'
import type { SearchFailure } from './search-messages.ts'
import { NothingToSearchBy, SearchRefused } from './search-refused.ts'

/** What can be expected to go wrong with a search, as the contract declares it; null: a bug. */
export function searchFailure(error: unknown, picture: SearchPicture | undefined): SearchFailure | null {
  if (error instanceof SearchRefused) return refused(error.reason, error.advice)
  if (error instanceof NothingToSearchBy)
    return { code: 'NOT_FOUND', message: error.message, data: { what: error.what, id: error.id } }
  if (error instanceof BoxOutsidePicture) {
    const [reason = error.message, advice = ''] = error.message.split(': ')
    return refused(`${reason}.`, `${advice.slice(0, 1).toUpperCase()}${advice.slice(1)}.`)
  }
  if (error instanceof InferenceFailed)
    return refused(
      `The model could not take the picture or the words: ${error.message}.`,
      'Try another picture.',
    )
  if (error instanceof PictureProblem) {
    const path = picture !== undefined && 'path' in picture ? picture.path : 'the picture'
    const { reason, advice } = error
    return {
      code: 'SOURCE_UNREADABLE',
      message: `${path} cannot be searched by: ${reason}. ${advice}`,
      data: { path, reason, advice },
    }
  }
  const ofModel = expectedModelFailure(error)
  return ofModel === null ? null : { code: 'MODEL_UNUSABLE', message: ofModel, data: { reason: ofModel } }
}

function refused(reason: string, advice: string): SearchFailure {
  return { code: 'SEARCH_REFUSED', message: `${reason} ${advice}`, data: { reason, advice } }
}
