import type { DroppedFile } from './walk-dropped.ts'

const TABLE = /\.(csv|tsv|jsonl|ndjson)$/i
const PICTURE = /\.(jpe?g|png|webp|avif|gif|tiff?|heic|heif|bmp)$/i

/** What a drop amounts to. */
export interface DroppedSelection {
  /** Pictures and tables; everything else stays where it is. */
  readonly files: readonly DroppedFile[]
  readonly pictures: number
  /** Path of the table that goes with the pictures: the one nearest to the top; null when there is none. */
  readonly table: string | null
  readonly leftOut: number
  readonly bytes: number
  /** What the drop is called: its one top folder, or the table's name. */
  readonly name: string
}

/** Sorts dropped files into pictures, the table beside them, and the rest. */
export function selectDropped(dropped: readonly DroppedFile[]): DroppedSelection {
  const files = dropped.filter(({ path }) => (TABLE.test(path) || PICTURE.test(path)) && !isHidden(path))
  const tables = files.filter(({ path }) => TABLE.test(path))
  const [table] = tables.toSorted(
    (one, other) => depthOf(one.path) - depthOf(other.path) || (one.path < other.path ? -1 : 1),
  )
  return {
    files,
    pictures: files.length - tables.length,
    table: table?.path ?? null,
    leftOut: dropped.length - files.length,
    bytes: files.reduce((sum, { file }) => sum + file.size, 0),
    name: nameOf(files, table?.path ?? null),
  }
}

function depthOf(path: string): number {
  return path.split('/').length
}

/** "._mug.jpg" and the like are an Apple disk's notes about files, not files. */
function isHidden(path: string): boolean {
  return path.split('/').some((part) => part.startsWith('.') || part === '__MACOSX')
}

function nameOf(files: readonly DroppedFile[], table: string | null): string {
  const tops = new Set(files.map(({ path }) => (path.includes('/') ? path.slice(0, path.indexOf('/')) : '')))
  const [top] = tops
  if (tops.size === 1 && top !== undefined && top !== '') return top
  return table?.replace(/^.*\//, '').replace(TABLE, '') ?? 'Dropped pictures'
}
