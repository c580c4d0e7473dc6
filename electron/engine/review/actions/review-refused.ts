import { Refusal, say } from '../../../contract/saying.ts'

/** What was asked makes no sense for the case, the relation or the filter; says why and what to do instead. */
export class ReviewRefused extends Refusal {}

/** An action that names a listing which the catalogue does not have breaks a foreign key; any other error stays as it is. */
export function asReviewRefused(error: unknown): unknown {
  if (!(error instanceof Error && 'code' in error && error.code === 'SQLITE_CONSTRAINT_FOREIGNKEY'))
    return error
  return new ReviewRefused(say('listingsUnknown', {}))
}
