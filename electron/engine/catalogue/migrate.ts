import { say } from '../../contract/saying.ts'
import { CatalogueError } from './catalogue-error.ts'
import { firstCatalogue } from './migrations/0001-first-catalogue.ts'
import { models } from './migrations/0002-models.ts'
import { queue } from './migrations/0003-queue.ts'
import { evaluation } from './migrations/0004-evaluation.ts'
import { review } from './migrations/0005-review.ts'
import { overview } from './migrations/0006-overview.ts'
import { problemCounts } from './migrations/0007-problem-counts.ts'
import { largeSources } from './migrations/0008-large-sources.ts'
import { innerPictures } from './migrations/0009-inner-pictures.ts'
import { APPLICATION_ID, type CatalogueDatabase } from './open-database.ts'

/** In order; the version of a catalogue is how many it has. Never edit one that has been released. */
export const MIGRATIONS: readonly string[] = [
  firstCatalogue,
  models,
  queue,
  evaluation,
  review,
  overview,
  problemCounts,
  largeSources,
  innerPictures,
]

export const SCHEMA_VERSION = MIGRATIONS.length

/** 0 for a new, empty database. */
export function schemaVersion(db: CatalogueDatabase): number {
  return Number(db.pragma('user_version', { simple: true }))
}

/**
 * @throws CatalogueError CATALOGUE_TOO_NEW if a later Doublet wrote it, CATALOGUE_DAMAGED if it is no catalogue at all
 */
export function checkVersion(db: CatalogueDatabase, path: string): void {
  const version = schemaVersion(db)
  const applicationId = Number(db.pragma('application_id', { simple: true }))
  if (applicationId !== APPLICATION_ID && (applicationId !== 0 || version !== 0))
    throw new CatalogueError('CATALOGUE_DAMAGED', say('notACatalogue', { path }), { path })
  if (version > SCHEMA_VERSION)
    throw new CatalogueError(
      'CATALOGUE_TOO_NEW',
      say('catalogueTooNew', { path, found: version, supported: SCHEMA_VERSION }),
      { path, found: version, supported: SCHEMA_VERSION },
    )
}

/** Brings a catalogue up to date, one transaction a migration, so that a crash leaves a whole version behind. */
export function migrate(db: CatalogueDatabase): void {
  for (let version = schemaVersion(db); version < SCHEMA_VERSION; version++) {
    const sql = MIGRATIONS[version]
    if (sql === undefined) throw new Error(`No migration from catalogue version ${version}`)
    db.transaction(() => {
      db.exec(sql)
      db.pragma(`application_id = ${APPLICATION_ID}`)
      db.pragma(`user_version = ${version + 1}`)
    }).immediate()
  }
}
