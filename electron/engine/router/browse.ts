import { readdir } from 'node:fs/promises'
import { basename, dirname, extname, join } from 'node:path'
import type { z } from 'zod'
import type { directoryEntry } from '../../contract/sources.ts'
import { CATALOGUE_SUFFIX } from '../catalogue/catalogue-folder.ts'
import { isPictureName } from '../import/picture-name.ts'
import { requireAllowed } from '../require-allowed.ts'

type DirectoryEntry = z.infer<typeof directoryEntry>

export interface Directory {
  path: string | null
  parent: string | null
  entries: DirectoryEntry[]
}

const TABLES = new Set(['.csv', '.tsv', '.jsonl', '.ndjson'])
const KINDS: readonly DirectoryEntry['kind'][] = ['folder', 'catalogue', 'table', 'picture']

/** What can be picked in a folder under the roots: folders, catalogues, tables and pictures; null lists the roots. */
export async function browse(path: string | null, roots: readonly string[]): Promise<Directory> {
  if (path === null) {
    // The catalogue named at the start is a root, too, but nothing to import from.
    const folders = roots.filter((root) => !root.endsWith(CATALOGUE_SUFFIX))
    const entries = folders.map((root): DirectoryEntry => ({
      name: basename(root) || root,
      path: root,
      kind: 'folder',
    }))
    return { path: null, parent: null, entries }
  }
  const folder = await requireAllowed(path, roots)
  const names = await readdir(folder, { withFileTypes: true })
  const entries = names.flatMap((entry): DirectoryEntry[] => {
    const kind = entry.name.startsWith('.')
      ? null
      : kindOf(entry.name, entry.isDirectory() || entry.isSymbolicLink())
    return kind === null ? [] : [{ name: entry.name, path: join(folder, entry.name), kind }]
  })
  entries.sort((a, b) => KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind) || a.name.localeCompare(b.name, 'en'))
  return { path: folder, parent: roots.includes(folder) ? null : dirname(folder), entries }
}

function kindOf(name: string, mayBeFolder: boolean): DirectoryEntry['kind'] | null {
  if (TABLES.has(extname(name).toLowerCase())) return 'table'
  if (isPictureName(name)) return 'picture'
  if (!mayBeFolder) return null
  return name.endsWith(CATALOGUE_SUFFIX) ? 'catalogue' : 'folder'
}
