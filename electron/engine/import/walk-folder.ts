import { realpath } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { isInside } from './is-inside.ts'
import { listFolder, type FolderListing } from './list-folder.ts'
import type { ImportProblem } from './problem.ts'
import { realRoots } from './real-roots.ts'
import type { WalkEvent } from './walk-event.ts'

export interface WalkOptions {
  readonly signal?: AbortSignal | undefined
  /** Folders that no link may lead out of; null: links may lead anywhere. */
  readonly allowedRoots: readonly string[] | null
  /** Told of each folder that was read, with the time of its last change from before that. */
  readonly onFolder?: (path: string, mtimeMs: number) => void
}

interface PendingFolder {
  readonly path: string
  readonly relativePath: string
  /** The folder that holds the link that led here; null where no link did. */
  readonly linkedFrom: string | null
  listing: Promise<FolderListing> | null
}

/** Folders whose listing is under way at once: hides the latency of many small folders, and of network drives. */
const FOLDERS_AHEAD = 8

/**
 * Every picture file under a folder, in an order that depends on names only: a folder's own files by name, then its
 * subfolders by name, then what links to folders lead to. A real folder is walked once, under its own name if it has
 * one here. Hidden entries, `*.doublet` catalogues and `__MACOSX` are left out.
 *
 * What cannot be taken in comes as a problem in its place: FILE_EMPTY, FILE_VANISHED (also links to nothing),
 * FILE_UNREADABLE, FOLDER_UNREADABLE, NAME_NOT_UTF8, LINK_LOOP, PATH_NOT_ALLOWED.
 * @throws the signal's reason once it is aborted; nothing else
 */
export async function* walkFolder(root: string, options: WalkOptions): AsyncGenerator<WalkEvent> {
  const { signal } = options
  const start = resolve(root)
  const allowed = options.allowedRoots === null ? null : await realRoots(options.allowedRoots)
  const visited = new Set<string>()
  const stack: PendingFolder[] = [{ path: start, relativePath: '', linkedFrom: null, listing: null }]
  // Links wait until the real tree is done, so that a picture goes by its own path and not by a link's.
  const links: PendingFolder[] = []

  for (;;) {
    signal?.throwIfAborted()
    const folder = stack.pop() ?? links.shift()
    if (folder === undefined) return
    if (folder.linkedFrom !== null || folder.relativePath === '') {
      const refusal = await refuseFolder(folder, allowed)
      if (refusal !== null) {
        yield { kind: 'problem', problem: refusal }
        continue
      }
    }
    const listing = await (folder.listing ?? listFolder(folder.path, folder.relativePath, allowed))
    signal?.throwIfAborted()
    if (listing.identity !== null) {
      if (visited.has(listing.identity)) continue
      visited.add(listing.identity)
    }
    if (listing.mtimeMs !== null) options.onFolder?.(folder.path, listing.mtimeMs)
    yield* listing.events
    for (const name of listing.linkedFolders) links.push(below(folder, name, true))
    for (const name of listing.folders.toReversed()) stack.push(below(folder, name, false))
    for (const next of stack.slice(-FOLDERS_AHEAD)) {
      next.listing ??= listFolder(next.path, next.relativePath, allowed)
    }
  }
}

function below(folder: PendingFolder, name: string, isLink: boolean): PendingFolder {
  return {
    path: join(folder.path, name),
    relativePath: folder.relativePath === '' ? name : `${folder.relativePath}/${name}`,
    linkedFrom: isLink ? folder.path : null,
    listing: null,
  }
}

/** Why the root, or what a link leads to, must not be walked; null when it may. */
async function refuseFolder(
  folder: PendingFolder,
  allowed: readonly string[] | null,
): Promise<ImportProblem | null> {
  const target = await realpath(folder.path).catch(() => null)
  // What does not exist, or may not be looked at, is reported with its reason when it is listed.
  if (target === null) return null
  if (allowed !== null && !allowed.some((root) => isInside(root, target))) {
    return {
      severity: 'error',
      code: 'PATH_NOT_ALLOWED',
      path: folder.path,
      line: null,
      reason: `It leads to ${target}, outside of the folders that Doublet was started with`,
      advice: `Start Doublet with ${target} among its folders, or copy the pictures into one of them`,
    }
  }
  if (folder.linkedFrom === null) return null
  const holder = await realpath(folder.linkedFrom).catch(() => null)
  if (holder === null || !isInside(target, holder)) return null
  return {
    severity: 'warning',
    code: 'LINK_LOOP',
    path: folder.path,
    line: null,
    reason: `The link leads back to ${target}, the folder it lies in`,
    advice: 'Nothing is missing: the link was not followed. Delete it if it is there by mistake',
  }
}
