import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { MIGRATIONS } from './migrate.ts'
import { APPLICATION_ID } from './open-database.ts'

/** Writes a catalogue as an earlier version of its tables left it. @param rows SQL that fills them */
export function writeOldCatalogue(path: string, version: number, rows: string): void {
  mkdirSync(path)
  const db = new Database(join(path, 'catalogue.sqlite'))
  for (const migration of MIGRATIONS.slice(0, version)) db.exec(migration)
  db.exec(rows)
  db.pragma(`application_id = ${APPLICATION_ID}`)
  db.pragma(`user_version = ${version}`)
  db.close()
}
