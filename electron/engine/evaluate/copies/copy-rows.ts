import type { CopiesReport } from '../../../contract/copies.ts'

export const COPY_COLUMNS = [
  'kind',
  'strength',
  'copies',
  'recall_at_1',
  'recall_at_precision_0_999',
  'distance',
] as const
type CopyRow = Readonly<Record<(typeof COPY_COLUMNS)[number], string | number | null>>

/** A report as the rows of a table, all kinds together at its end. */
export function copyRows({ rows, byStrength }: CopiesReport): CopyRow[] {
  return [...rows, ...byStrength.map((row) => ({ kind: 'all', ...row }))].map(
    ({ kind, strength, figures }) => ({
      kind,
      strength,
      copies: figures.copies,
      recall_at_1: rounded(figures.recallAt1),
      recall_at_precision_0_999: rounded(figures.recallAtPrecision),
      distance: rounded(figures.distance),
    }),
  )
}

function rounded(value: number | null): number | null {
  return value === null ? null : Math.round(value * 1e4) / 1e4
}
