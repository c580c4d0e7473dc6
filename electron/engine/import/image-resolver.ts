import { realpath, stat } from 'node:fs/promises'
import { dirname, resolve as resolvePath } from 'node:path'
import { fileURLToPath } from 'node:url'
import { FileIndex, plainPath } from './file-index.ts'
import { isInside } from './is-inside.ts'
import { isPictureName } from './picture-name.ts'
import type { FoundFile } from './raw-item.ts'
import { realRoots } from './real-roots.ts'

type ResolvedImage =
  | { readonly kind: 'found'; readonly file: FoundFile }
  | {
      readonly kind: 'problem'
      readonly code: 'IMAGE_NOT_FOUND' | 'IMAGE_AMBIGUOUS' | 'PATH_NOT_ALLOWED'
      readonly reason: string
      readonly advice: string
    }

export interface ImageResolver {
  /** The file that a table means by a name; never rejects. */
  resolve(name: string): Promise<ResolvedImage>
}

export interface ImageResolverOptions {
  /** The scanned folder; null: the table's own folder was scanned. */
  readonly folder: string | null
  /** Null: the names come from no table. */
  readonly tablePath: string | null
  /** What the scan found. */
  readonly files: readonly FoundFile[]
  /** Beside the folder and the table's own: where named files may lie. Null: anywhere. */
  readonly allowedRoots: readonly string[] | null
}

const CANDIDATES_NAMED = 3

/**
 * Finds pictures by what a table calls them: a path below the folder or below the table's own folder, an absolute
 * path, else a file name anywhere in the scan, with or without its extension. "\" separates like "/".
 */
export function createImageResolver(options: ImageResolverOptions): ImageResolver {
  const { folder, tablePath, files, allowedRoots } = options
  const index = new FileIndex(files)
  const tableFolder = tablePath === null ? null : dirname(resolvePath(tablePath))
  const scanned = folder === null ? tableFolder : resolvePath(folder)
  const bases = [...new Set([scanned, tableFolder].filter((base) => base !== null))]
  let allowed: Promise<readonly string[]> | null = null
  const isAllowed = async (path: string): Promise<boolean> => {
    if (allowedRoots === null) return true
    allowed ??= rootNames([...bases, ...allowedRoots])
    return (await allowed).some((root) => isInside(root, path))
  }

  return {
    async resolve(name) {
      const path = localPath(name)
      if (path === null) return isAddress(name)
      const exact = isAbsolutePath(path) ? [resolvePath(path)] : bases.map((base) => resolvePath(base, path))
      const seen = exact.map((candidate) => index.atPath(candidate)).find((file) => file !== null)
      if (seen !== undefined) return { kind: 'found', file: seen }

      // The scan has seen every picture below its folder: only other places are worth a look at the disk.
      const unseen = exact.filter(
        (candidate) => scanned === null || !isInside(scanned, candidate) || !isPictureName(candidate),
      )
      let refused: string | null = null
      for (const candidate of unseen) {
        const looked = await lookAt(candidate, isAllowed)
        if (looked === 'refused') refused ??= candidate
        else if (looked !== null) return { kind: 'found', file: looked }
      }

      const [only, ...others] = index.byName(path)
      if (only !== undefined)
        return others.length === 0 ? { kind: 'found', file: only } : ambiguous(name, [only, ...others])
      return refused === null ? notFound(name, scanned) : notAllowed(name, refused)
    },
  }
}

/** The roots by their own names and by their real ones: what does not exist has no real path to be compared. */
async function rootNames(roots: readonly string[]): Promise<readonly string[]> {
  return [...roots.map((root) => resolvePath(root)), ...(await realRoots(roots))]
}

/** A name as a path with "/"; null when it is an address of the web or holds the picture itself. */
function localPath(name: string): string | null {
  const trimmed = name.trim()
  if (/^file:\/\//i.test(trimmed)) {
    try {
      return fileURLToPath(trimmed)
    } catch {
      return null // On another computer, or not well-formed: as good as an address of the web.
    }
  }
  return /^(?:[a-z][a-z0-9+.-]+:)?\/\//i.test(trimmed) || /^data:/i.test(trimmed) ? null : plainPath(trimmed)
}

function isAbsolutePath(path: string): boolean {
  return path.startsWith('/') || /^[a-z]:\//i.test(path)
}

/** A regular file outside of the scan; 'refused' where it may not be looked at, whether or not it exists. */
async function lookAt(
  path: string,
  isAllowed: (path: string) => Promise<boolean>,
): Promise<FoundFile | 'refused' | null> {
  // Asked before the disk is, so that nobody learns what exists elsewhere; and again of where links lead.
  const parent = await realpath(dirname(path)).catch(() => null)
  if (!(await isAllowed(parent ?? path))) return 'refused'
  try {
    const stats = await stat(path)
    if (!stats.isFile() || stats.size === 0) return null
    if (!(await isAllowed(await realpath(path)))) return 'refused'
    return { path, relativePath: plainPath(path), size: stats.size, mtimeMs: stats.mtimeMs }
  } catch {
    return null // Not there or not readable: the caller says that the picture was not found.
  }
}

function isAddress(name: string): ResolvedImage {
  return {
    kind: 'problem',
    code: 'IMAGE_NOT_FOUND',
    reason: `${shown(name)} is an address and not a file; Doublet reads nothing from the network`,
    advice: 'Download the pictures into the folder first; they are then found by their file names',
  }
}

function ambiguous(name: string, files: readonly FoundFile[]): ResolvedImage {
  const named = files.slice(0, CANDIDATES_NAMED).map((file) => shown(file.relativePath))
  const more = files.length > CANDIDATES_NAMED ? ` and ${files.length - CANDIDATES_NAMED} more` : ''
  return {
    kind: 'problem',
    code: 'IMAGE_AMBIGUOUS',
    reason: `${shown(name)} may be any of ${files.length} files: ${named.join(', ')}${more}`,
    advice: 'Write the path below the folder in the table instead of the file name alone',
  }
}

function notFound(name: string, scanned: string | null): ResolvedImage {
  return {
    kind: 'problem',
    code: 'IMAGE_NOT_FOUND',
    reason: `No picture called ${shown(name)} is below ${scanned ?? 'the folder'}`,
    advice: 'Choose the folder that the pictures are in, or correct the name in the table',
  }
}

function notAllowed(name: string, path: string): ResolvedImage {
  return {
    kind: 'problem',
    code: 'PATH_NOT_ALLOWED',
    reason: `${shown(name)} means ${path}, outside of the folders that Doublet was started with`,
    advice: 'Copy the picture into the folder, or start Doublet with its folder among the others',
  }
}

function shown(text: string): string {
  return JSON.stringify(text.length > 120 ? `${text.slice(0, 120)}…` : text)
}
