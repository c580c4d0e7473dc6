import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import Database from 'better-sqlite3'
import { z } from 'zod'
import { say } from '../../contract/saying.ts'
import { asCatalogueError, CatalogueError } from './catalogue-error.ts'
import type { CatalogueFolder } from './catalogue-folder.ts'

export interface CatalogueLock {
  release(): void
}

const holderSchema = z.object({ process: z.number(), host: z.string(), program: z.string() })

/**
 * Takes the catalogue for this process. The lock is SQLite's own exclusive lock on a small file, so the operating
 * system drops it with the process, however that dies: there are no stale locks to clean up.
 * @throws CatalogueError CATALOGUE_LOCKED naming the holder
 */
export function lockCatalogue(folder: CatalogueFolder, program: string): CatalogueLock {
  const db = new Database(folder.lock, { timeout: 0 })
  try {
    db.pragma('journal_mode = DELETE')
    db.exec('BEGIN EXCLUSIVE')
  } catch (error) {
    db.close()
    if (error instanceof Error && 'code' in error && error.code === 'SQLITE_BUSY') {
      const holder = readHolder(folder.lockHolder)
      throw new CatalogueError(
        'CATALOGUE_LOCKED',
        say('catalogueInUse', { path: folder.path, holder }),
        { path: folder.path },
        error,
      )
    }
    throw asCatalogueError(error, folder.path)
  }
  writeFileSync(folder.lockHolder, JSON.stringify({ process: process.pid, host: hostname(), program }))
  return {
    release() {
      rmSync(folder.lockHolder, { force: true })
      db.close()
    },
  }
}

function readHolder(path: string): string {
  try {
    const holder = holderSchema.parse(JSON.parse(readFileSync(path, 'utf8')))
    return `${holder.program}, process ${holder.process} on ${holder.host}`
  } catch {
    // The file only makes the message better; without it the lock still holds.
    return 'another program'
  }
}
