import { existsSync, mkdirSync } from 'node:fs'
import { basename, resolve } from 'node:path'
import { say } from '../../contract/saying.ts'
import { backUp } from './backups.ts'
import { asCatalogueError, CatalogueError } from './catalogue-error.ts'
import { CATALOGUE_SUFFIX, catalogueFolder, type CatalogueFolder } from './catalogue-folder.ts'
import { lockCatalogue, type CatalogueLock } from './catalogue-lock.ts'
import { checkVersion, migrate, SCHEMA_VERSION, schemaVersion } from './migrate.ts'
import { openDatabase, type CatalogueDatabase } from './open-database.ts'
import { openThumbnailStore, type ThumbnailStore } from './thumbnail-store.ts'

export interface Catalogue {
  readonly folder: CatalogueFolder
  readonly name: string
  readonly db: CatalogueDatabase
  readonly thumbnails: ThumbnailStore
  close(): void
}

export interface OpenCatalogueOptions {
  /** `must-exist` and `create` say what to expect at the path; `either` takes both. */
  readonly mode: 'must-exist' | 'create' | 'either'
  readonly readOnly?: boolean
  /** Said to whoever finds the catalogue locked: "doublet serve". */
  readonly program: string
}

/**
 * Opens or creates the catalogue in a `NAME.doublet` folder, locks it for this process and brings it up to date,
 * with a backup before the first migration is run on an existing one.
 * @throws CatalogueError with what was expected, what was found and what to do
 */
export async function openCatalogue(path: string, options: OpenCatalogueOptions): Promise<Catalogue> {
  const folder = catalogueFolder(resolve(path))
  const exists = existsSync(folder.database)
  if (!exists && options.mode === 'must-exist')
    throw new CatalogueError('CATALOGUE_NOT_FOUND', say('catalogueNotThere', { path: folder.path }), {
      path: folder.path,
    })
  if (exists && options.mode === 'create')
    throw new CatalogueError('CATALOGUE_EXISTS', say('catalogueThere', { path: folder.path }), {
      path: folder.path,
    })
  const readOnly = options.readOnly ?? false
  try {
    return await openParts(folder, readOnly, options.program)
  } catch (error) {
    throw asCatalogueError(error, folder.path)
  }
}

async function openParts(folder: CatalogueFolder, readOnly: boolean, program: string): Promise<Catalogue> {
  if (!readOnly) {
    for (const path of [folder.path, folder.indexes, folder.backups, folder.inbox, folder.exports])
      mkdirSync(path, { recursive: true })
  }
  const lock = readOnly ? null : lockCatalogue(folder, program)
  try {
    const db = await openMigrated(folder, readOnly)
    return openedCatalogue(folder, db, openThumbnailStore(folder.thumbnails, { readOnly }), lock)
  } catch (error) {
    lock?.release()
    throw error
  }
}

async function openMigrated(folder: CatalogueFolder, readOnly: boolean): Promise<CatalogueDatabase> {
  const db = openDatabase(folder.database, { readOnly })
  try {
    checkVersion(db, folder.path)
    const version = schemaVersion(db)
    if (readOnly || version === SCHEMA_VERSION) return db
    if (version > 0) await backUp(db, folder.backups, new Date())
    migrate(db)
    return db
  } catch (error) {
    db.close()
    throw error
  }
}

function openedCatalogue(
  folder: CatalogueFolder,
  db: CatalogueDatabase,
  thumbnails: ThumbnailStore,
  lock: CatalogueLock | null,
): Catalogue {
  return {
    folder,
    name: basename(folder.path, CATALOGUE_SUFFIX),
    db,
    thumbnails,
    close() {
      thumbnails.close()
      db.close()
      lock?.release()
    },
  }
}

/**
 * A second connection for a worker thread of the process that holds the lock.
 */
export function joinCatalogue(path: string): Catalogue {
  const folder = catalogueFolder(path)
  const db = openDatabase(folder.database, { readOnly: false })
  return openedCatalogue(folder, db, openThumbnailStore(folder.thumbnails, { readOnly: false }), null)
}
