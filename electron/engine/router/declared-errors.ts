import { ORPCError } from '@orpc/server'
import { CatalogueError, asCatalogueError } from '../catalogue/catalogue-error.ts'
import { ExportTargetError } from '../export/export-target-error.ts'
import { TableUnreadableError } from '../import/table-unreadable-error.ts'
import { UnknownColumnError } from '../import/unknown-column-error.ts'

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
  const known = asCatalogueError(error, cataloguePath)
  if (known instanceof CatalogueError)
    return new ORPCError(known.code, { message: known.message, data: known.data })
  return error
}
