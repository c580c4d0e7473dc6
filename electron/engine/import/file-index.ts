import { pictureStem } from './picture-name.ts'
import type { FoundFile } from './raw-item.ts'

/** A scan's files by what a table may call them by. Names are compared in Unicode NFC, "\" as "/". */
export class FileIndex {
  readonly #byPath: ReadonlyMap<string, FoundFile>
  readonly #byName: readonly ReadonlyMap<string, readonly FoundFile[]>[]

  constructor(files: readonly FoundFile[]) {
    this.#byPath = new Map(files.map((file) => [plainPath(file.path), file]))
    this.#byName = NAME_FORMS.map((form) => {
      const named = new Map<string, FoundFile[]>()
      for (const file of files) {
        const name = form(lastPart(plainPath(file.relativePath)))
        const same = named.get(name)
        if (same === undefined) named.set(name, [file])
        else same.push(file)
      }
      return named
    })
  }

  /** The file of exactly this absolute path. */
  atPath(path: string): FoundFile | null {
    return this.#byPath.get(plainPath(path)) ?? null
  }

  /**
   * The files that go by the last part of a path, wherever they lie: by the exact name, else in any case, else without
   * the extension, else so in any case. Of several, those that share the most folders at the end of the path.
   */
  byName(path: string): readonly FoundFile[] {
    const plain = plainPath(path)
    for (const [index, form] of NAME_FORMS.entries()) {
      const files = this.#byName[index]?.get(form(lastPart(plain)))
      if (files !== undefined) return closest(files, plain)
    }
    return []
  }
}

const NAME_FORMS: readonly ((name: string) => string)[] = [
  (name) => name,
  (name) => name.toLowerCase(),
  (name) => pictureStem(name),
  (name) => pictureStem(name).toLowerCase(),
]

/** The form in which paths are compared. */
export function plainPath(path: string): string {
  return path.replaceAll('\\', '/').normalize('NFC')
}

function lastPart(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1)
}

function closest(files: readonly FoundFile[], path: string): readonly FoundFile[] {
  if (files.length === 1) return files
  const wanted = path.split('/').toReversed()
  const shared = files.map((file) => {
    const parts = plainPath(file.path).split('/').toReversed()
    const differs = wanted.findIndex(
      (part, index) => index > 0 && part.toLowerCase() !== parts[index]?.toLowerCase(),
    )
    return differs === -1 ? wanted.length : differs
  })
  const most = Math.max(...shared)
  return files.filter((_, index) => shared[index] === most)
}
