import type { ProblemRepository } from '../catalogue/problem-repository.ts'
import type { ExportColumn, ExportRow } from './export-rows.ts'

export const PROBLEM_COLUMNS: readonly ExportColumn[] = [
  { name: 'severity', type: 'STRING', nullable: true },
  { name: 'code', type: 'STRING', nullable: false },
  { name: 'path', type: 'STRING', nullable: true },
  { name: 'line', type: 'STRING', nullable: true },
  { name: 'reason', type: 'STRING', nullable: false },
  { name: 'advice', type: 'STRING', nullable: true },
]

/** One row a problem, by kind; behind them one row for each kind of which more were counted than are listed. */
export function problemRows(problems: Pick<ProblemRepository, 'iterate' | 'countByCode'>): ExportRow[] {
  const rows: ExportRow[] = [...problems.iterate()].map(({ severity, code, path, line, reason, advice }) => ({
    severity,
    code,
    path,
    line: line === null ? null : String(line),
    reason,
    advice,
  }))
  for (const { code, unlisted } of problems.countByCode()) {
    if (unlisted === 0) continue
    const reason = `${unlisted} more of this kind were counted and are not listed`
    rows.push({ severity: null, code, path: null, line: null, reason, advice: null })
  }
  return rows
}
