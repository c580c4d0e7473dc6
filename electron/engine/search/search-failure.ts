import { say, type Saying } from '../../contract/saying.ts'
import type { SearchPicture } from '../../contract/search.ts'
import { PictureProblem } from '../decode/picture-problem.ts'
import { BoxOutsidePicture } from '../describe/find-items/crop-picture.ts'
import { InferenceFailed } from '../inference/inference-failed.ts'
import { expectedFailure } from '../jobs/expected-failure.ts'
import type { SearchFailure } from './search-messages.ts'
import { NothingToSearchBy, SearchRefused } from './search-refused.ts'

/** What can be expected to go wrong with a search, as the contract declares it; null: a bug. */
export function searchFailure(error: unknown, picture: SearchPicture | undefined): SearchFailure | null {
  if (error instanceof SearchRefused) return failure('SEARCH_REFUSED', error.said)
  if (error instanceof NothingToSearchBy)
    return failure('NOT_FOUND', error.said, { what: error.what, id: error.id })
  if (error instanceof BoxOutsidePicture)
    return failure('SEARCH_REFUSED', say('boxOutside', { width: error.width, height: error.height }))
  if (error instanceof InferenceFailed)
    return failure('SEARCH_REFUSED', say('modelCouldNotTake', { text: error.message }))
  if (error instanceof PictureProblem) {
    const path = picture !== undefined && 'path' in picture ? picture.path : say('thePicture', {})
    const { reason, advice } = error
    const said = say('cannotSearchBy', { path, text: reason, advice })
    return failure('SOURCE_UNREADABLE', said, { path: typeof path === 'string' ? path : path.words })
  }
  const expected = expectedFailure(error)
  return expected === null ? null : failure('MODEL_UNUSABLE', expected)
}

function failure(
  code: SearchFailure['code'],
  said: Saying,
  data: Readonly<Record<string, string>> = {},
): SearchFailure {
  return { code, message: said.words, data: { ...data, said } }
}
