/** What was asked makes no sense for the case, the relation or the filter; says why and what to do instead. */
export class ReviewRefused extends Error {
  readonly reason: string
  readonly advice: string

  constructor(reason: string, advice: string) {
    super(`${reason} ${advice}`)
    this.name = 'ReviewRefused'
    this.reason = reason
    this.advice = advice
  }
}

/** An action that names a listing which the catalogue does not have breaks a foreign key; any other error stays as it is. */
export function asReviewRefused(error: unknown): unknown {
  if (!(error instanceof Error && 'code' in error && error.code === 'SQLITE_CONSTRAINT_FOREIGNKEY'))
    return error
  return new ReviewRefused(
    'Expected listings of this catalogue, but it does not have all of those that were named.',
    'Open the case again.',
  )
}
