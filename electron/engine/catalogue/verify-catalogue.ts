import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { hash } from 'node:crypto'
import { join } from 'node:path'
import type { Finding } from '../../contract/catalogue.ts'
import { say } from '../../contract/saying.ts'
import type { Catalogue } from './open-catalogue.ts'

const RESTORE = say('restoreBackup', {})

/** Checks the database's own structure, its references, and everything that is derived from it. */
export async function verifyCatalogue(
  catalogue: Catalogue,
): Promise<{ checked: string[]; findings: Finding[] }> {
  const findings = [
    ...verifyDatabase(catalogue),
    ...verifyThumbnails(catalogue),
    ...(await verifyIndexes(catalogue)),
  ]
  return { checked: ['database structure', 'references', 'thumbnails', 'vector indexes'], findings }
}

function verifyDatabase({ db }: Catalogue): Finding[] {
  const structure = db.prepare<[], { integrity_check: string }>('PRAGMA integrity_check(20)').all()
  const references = db.prepare<[], { table: string; parent: string }>('PRAGMA foreign_key_check').all()
  return [
    ...structure
      .filter((row) => row.integrity_check !== 'ok')
      .map((row): Finding => ({
        severity: 'error',
        found: say('databaseFault', { text: row.integrity_check }),
        advice: RESTORE,
      })),
    ...references.slice(0, 20).map((row): Finding => ({
      severity: 'error',
      found: say('rowRefersToNothing', { table: row.table, parent: row.parent }),
      advice: RESTORE,
    })),
  ]
}

function verifyThumbnails({ db, thumbnails }: Catalogue): Finding[] {
  let missing = 0
  for (const { sha256 } of db.prepare<[], { sha256: Buffer }>('SELECT sha256 FROM picture').iterate())
    if (!thumbnails.has(sha256)) missing += 1
  if (missing === 0) return []
  return [
    {
      severity: 'warning',
      found: say('picturesWithoutThumbnail', { count: missing }),
      advice: say('makeDerivedAnew', {}),
    },
  ]
}

async function verifyIndexes({ db, folder }: Catalogue): Promise<Finding[]> {
  const findings: Finding[] = []
  const rows = db
    .prepare<[], { file: string; sha256: Buffer }>('SELECT file, file_sha256 AS sha256 FROM vector_index')
    .all()
  for (const { file, sha256 } of rows) {
    const path = join(folder.indexes, file)
    const written = existsSync(path) ? hash('sha256', await readFile(path), 'hex') : null
    if (written === sha256.toString('hex')) continue
    findings.push({
      severity: 'warning',
      found: say(written === null ? 'indexMissing' : 'indexChanged', { file }),
      advice: say('rebuiltAtMatch', {}),
    })
  }
  return findings
}
