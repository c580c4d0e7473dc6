import { ORPCError } from '@orpc/server'
import { ZodError } from 'zod'
import { CatalogueError, asCatalogueError } from '../catalogue/catalogue-error.ts'
import { ExportTargetError } from '../export/export-target-error.ts'
import { TableUnreadableError } from '../import/table-unreadable-error.ts'
import { UnknownColumnError } from '../import/unknown-column-error.ts'
import { expectedModelFailure } from '../jobs/expected-failure.ts'
import { GroupTooLarge } from '../review/group-too-large.ts'
import { ReviewRefused } from '../review/review-refused.ts'
import { LicenceNotAccepted } from '../models/require-acceptance.ts'

/** Turns an error that can be expected into the one the contract declares for it; a bug stays as it is. */
export function declaredError(error: unknown, cataloguePath: string): unknown {
  if (error instanceof ORPCError) return error
  if (error instanceof UnknownColumnError)
    return new ORPCError('BAD_MAPPING', {
      message: error.message,
      data: { column: error.column, expected: error.columns.join(', ') },
    })
  if (error instanceof TableUnreadableError)
    return new ORPCError('SOURCE_UNREADABLE', {
      message: error.message,
      data: { path: error.path, reason: error.reason, advice: error.advice },
    })
  if (error instanceof ExportTargetError)
    return new ORPCError('DISK', {
      message: error.message,
      data: { path: error.path, reason: error.reason, advice: error.advice },
    })
  if (error instanceof ReviewRefused)
    return new ORPCError('REVIEW_REFUSED', {
      message: error.message,
      data: { reason: error.reason, advice: error.advice },
    })
  if (error instanceof GroupTooLarge)
    return new ORPCError('GROUP_TOO_LARGE', {
      message: error.message,
      data: { size: error.size, limit: error.limit },
    })
  if (error instanceof LicenceNotAccepted)
    return new ORPCError('TERMS_NOT_ACCEPTED', {
      message: error.message,
      data: {
        model: error.modelId,
        licence: error.licence.name,
        terms: error.licence.terms ?? error.licence.name,
      },
    })
  const ofModel = error instanceof ZodError ? null : expectedModelFailure(error)
  if (ofModel !== null)
    return new ORPCError('MODEL_UNUSABLE', { message: ofModel, data: { reason: ofModel } })
  const known = asCatalogueError(error, cataloguePath)
  if (known instanceof CatalogueError)
    return new ORPCError(known.code, { message: known.message, data: known.data })
  return error
}
