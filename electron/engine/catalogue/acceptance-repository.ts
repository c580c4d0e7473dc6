import type { CatalogueDatabase } from './open-database.ts'

export interface Acceptance {
  readonly modelId: string
  /** Where the model comes from, as it was said when it was accepted. */
  readonly source: string
  readonly licence: string
  /** The very words that were accepted. */
  readonly terms: string
  readonly acceptedBy: string
  readonly acceptedAt: string
}

export interface AcceptanceRepository {
  add(acceptance: Acceptance): void
  /** The newest of each model. */
  findNewest(): Map<string, Acceptance>
}

export function createAcceptanceRepository(db: CatalogueDatabase): AcceptanceRepository {
  const add = db.prepare<[Acceptance]>(
    `INSERT INTO acceptance (model_id, source, licence, terms, accepted_by, accepted_at)
     VALUES (@modelId, @source, @licence, @terms, @acceptedBy, @acceptedAt)`,
  )
  const all = db.prepare<[], Acceptance>(
    `SELECT model_id AS modelId, source, licence, terms, accepted_by AS acceptedBy, accepted_at AS acceptedAt
     FROM acceptance ORDER BY id`,
  )
  return {
    add: (acceptance) => {
      add.run(acceptance)
    },
    findNewest: () => new Map(all.all().map((acceptance) => [acceptance.modelId, acceptance])),
  }
}
