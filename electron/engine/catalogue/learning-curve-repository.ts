import type { CatalogueDatabase } from './open-database.ts'

export interface LearningCurveRepository {
  /** @param curve JSON, parsed by whoever asks for it */
  save(jobId: number, curve: string): void
  find(jobId: number): string | null
}

export function createLearningCurveRepository(db: CatalogueDatabase): LearningCurveRepository {
  const save = db.prepare<[number, string]>(
    'INSERT OR REPLACE INTO learning_curve (job_id, curve) VALUES (?, ?)',
  )
  const find = db.prepare<[number], { curve: string }>('SELECT curve FROM learning_curve WHERE job_id = ?')
  return {
    save: (jobId, curve) => {
      save.run(jobId, curve)
    },
    find: (jobId) => find.get(jobId)?.curve ?? null,
  }
}
