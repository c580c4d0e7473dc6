import { ORPCError } from '@orpc/server'
import { ZodError } from 'zod'
import { CatalogueError, asCatalogueError } from '../catalogue/catalogue-error.ts'
import { ExportTargetError } from '../export/export-target-error.ts'
import { TableUnreadableError } from '../import/table-unreadable-error.ts'
import { UnknownColumnError } from '../import/unknown-column-error.ts'
import { expectedFailure } from '../jobs/expected-failure.ts'
import { GroupTooLarge } from '../review/settlement/group-too-large.ts'
import { ReviewRefused } from '../review/actions/review-refused.ts'
import { LicenceNotAccepted } from '../models/require-acceptance.ts'
import { refusal } from '../refuse.ts'

/** Turns an error that can be expected into the one the contract declares for it; a bug stays as it is. */
export function declaredError(error: unknown, cataloguePath: string): unknown {
  if (error instanceof ORPCError) return error
  if (error instanceof UnknownColumnError) return refusal('BAD_MAPPING', error.said, { column: error.column })
  if (error instanceof TableUnreadableError)
    return refusal('SOURCE_UNREADABLE', error.said, { path: error.path })
  if (error instanceof ExportTargetError) return refusal('DISK', error.said, { path: error.path })
  if (error instanceof ReviewRefused) return refusal('REVIEW_REFUSED', error.said)
  if (error instanceof GroupTooLarge)
    return refusal('GROUP_TOO_LARGE', error.said, { size: error.size, limit: error.limit })
  if (error instanceof LicenceNotAccepted)
    return new ORPCError('TERMS_NOT_ACCEPTED', {
      message: error.message,
      data: {
        model: error.modelId,
        licence: error.licence.name,
        terms: error.licence.terms ?? error.licence.name,
      },
    })
  const known = asCatalogueError(error, cataloguePath)
  if (known instanceof CatalogueError) return refusal(known.code, known.said, known.data)
  const ofModel = error instanceof ZodError ? null : expectedFailure(error)
  return ofModel === null ? error : refusal('MODEL_UNUSABLE', ofModel)
}
