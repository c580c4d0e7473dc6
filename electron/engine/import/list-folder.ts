import type { Dirent } from 'node:fs'
import { readdir, realpath, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { fileErrorWords, systemErrorCode } from './file-error-words.ts'
import { folderTime } from './folder-time.ts'
import { isInside } from './is-inside.ts'
import { isPictureName } from './picture-name.ts'
import type { ImportProblem } from './problem.ts'
import type { WalkEvent } from './walk-event.ts'

/** What one folder holds, sorted by name; its subfolders are named, not entered. */
export interface FolderListing {
  /** "device:inode" of the real folder; null when it could not be read. */
  readonly identity: string | null
  /** When an entry was last added, renamed or removed, from before it was read; null when it could not be read. */
  readonly mtimeMs: number | null
  readonly events: readonly WalkEvent[]
  readonly folders: readonly string[]
  readonly linkedFolders: readonly string[]
}

/** Files asked for their size at once; more only queue up in Node's thread pool. */
const STATS_AT_ONCE = 64

/**
 * Reads one folder. Never rejects: a folder that cannot be read is a listing with that one problem.
 * @param relativePath '/'-separated, to the root of the walk; '' for the root itself
 * @param allowed real paths that links must stay in; null: links may lead anywhere
 */
export async function listFolder(
  path: string,
  relativePath: string,
  allowed: readonly string[] | null,
): Promise<FolderListing> {
  let identity: string
  let mtimeMs: number
  let entries: Dirent<Buffer>[]
  try {
    const stats = await stat(path, { bigint: true })
    identity = `${stats.dev}:${stats.ino}`
    mtimeMs = folderTime(stats)
    entries = await readdir(path, { encoding: 'buffer', withFileTypes: true })
  } catch (error) {
    const events = [unreadableFolder(path, error)]
    return { identity: null, mtimeMs: null, events, folders: [], linkedFolders: [] }
  }

  const events: WalkEvent[] = []
  const named: { name: string; entry: Dirent<Buffer> }[] = []
  // Byte order of UTF-8 is code point order: the same on every system and in every language.
  for (const entry of entries.sort((a, b) => Buffer.compare(a.name, b.name))) {
    const name = entry.name.toString('utf8')
    if (isLeftOut(name)) continue
    if (Buffer.from(name, 'utf8').equals(entry.name)) named.push({ name, entry })
    else if (entry.isDirectory() || isPictureName(name)) events.push(nameNotUtf8(join(path, name)))
  }

  const folders: string[] = []
  const linkedFolders: string[] = []
  for (let from = 0; from < named.length; from += STATS_AT_ONCE) {
    const looked = await Promise.all(
      named.slice(from, from + STATS_AT_ONCE).map(async ({ name, entry }) => {
        if (entry.isDirectory()) folders.push(name)
        else if (entry.isSymbolicLink() || isPictureName(name)) {
          return lookAt(join(path, name), name, relativePath, entry.isSymbolicLink() ? allowed : null)
        }
        return null
      }),
    )
    for (const result of looked) {
      if (result === null) continue
      if ('linkedFolder' in result) linkedFolders.push(result.linkedFolder)
      else events.push(result)
    }
  }
  return { identity, mtimeMs, events, folders, linkedFolders }
}

function isLeftOut(name: string): boolean {
  return name.startsWith('.') || name === '__MACOSX' || name.toLowerCase().endsWith('.doublet')
}

/** One file or link: what it is, or why it is left out; null for something that is no picture. */
async function lookAt(
  path: string,
  name: string,
  folder: string,
  allowed: readonly string[] | null,
): Promise<WalkEvent | { linkedFolder: string } | null> {
  try {
    const stats = await stat(path)
    if (stats.isDirectory()) return { linkedFolder: name }
    if (!isPictureName(name)) return null
    if (allowed !== null) {
      const target = await realpath(path)
      if (!allowed.some((root) => isInside(root, target))) return linkLeadsOutside(path, target)
    }
    if (!stats.isFile()) {
      return problem(
        'FILE_UNREADABLE',
        path,
        'It is no regular file but a device, a pipe or a socket',
        'Remove it',
      )
    }
    if (stats.size === 0) {
      return problem('FILE_EMPTY', path, 'The file is empty (0 bytes)', 'Copy or download the picture again')
    }
    const relativePath = folder === '' ? name : `${folder}/${name}`
    return { kind: 'file', file: { path, relativePath, size: stats.size, mtimeMs: stats.mtimeMs } }
  } catch (error) {
    return unreadableFile(path, error)
  }
}

function problem(code: ImportProblem['code'], path: string, reason: string, advice: string): WalkEvent {
  return { kind: 'problem', problem: { severity: 'error', code, path, line: null, reason, advice } }
}

function unreadableFile(path: string, error: unknown): WalkEvent {
  const code = systemErrorCode(error)
  if (code === 'ENOENT') {
    return problem(
      'FILE_VANISHED',
      path,
      'It is a link to something that does not exist, or it went away during the scan',
      'Mount the drive that it is on or put the file back, then import again',
    )
  }
  if (code === 'ELOOP') {
    return problem(
      'LINK_LOOP',
      path,
      'The link leads round in a circle and never to a file',
      'Delete the link',
    )
  }
  return problem(
    'FILE_UNREADABLE',
    path,
    `The file could not be looked at: ${fileErrorWords(error)}`,
    'Check its permissions and the drive, then import again',
  )
}

function unreadableFolder(path: string, error: unknown): WalkEvent {
  return problem(
    'FOLDER_UNREADABLE',
    path,
    `The folder could not be read: ${fileErrorWords(error)}`,
    'Check the path, its permissions and the drive, then import again',
  )
}

function nameNotUtf8(path: string): WalkEvent {
  return problem(
    'NAME_NOT_UTF8',
    path,
    'The name is not valid UTF-8, so that it cannot be stored or shown as it is',
    'Rename it (the characters shown as \uFFFD are the ones that are not valid), then import again',
  )
}

function linkLeadsOutside(path: string, target: string): WalkEvent {
  return problem(
    'PATH_NOT_ALLOWED',
    path,
    `The link leads to ${target}, outside of the folders that Doublet was started with`,
    'Start Doublet with that folder among its folders, or copy the picture into one of them',
  )
}
