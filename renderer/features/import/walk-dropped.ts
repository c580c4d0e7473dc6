/** A file of a dropped folder with the path under which it is kept. */
export interface DroppedFile {
  /** Path inside the dropped folder, parts joined by "/". */
  readonly path: string
  readonly file: File
}

/**
 * Everything inside dropped files and folders. Must be called while the drop event is handled: the browser gives
 * the entries to nobody later.
 */
export function droppedEntries(items: DataTransferItemList): FileSystemEntry[] {
  return [...items].flatMap((item) => {
    const entry = item.kind === 'file' ? item.webkitGetAsEntry() : null
    return entry === null ? [] : [entry]
  })
}

/** Walks dropped folders to their files; a folder that cannot be read is reported and the rest is taken. */
export async function walkDropped(
  entries: readonly FileSystemEntry[],
  onUnreadable: (path: string) => void,
): Promise<DroppedFile[]> {
  const files: DroppedFile[] = []
  const waiting = [...entries]
  for (let entry = waiting.pop(); entry !== undefined; entry = waiting.pop()) {
    try {
      if (isDirectory(entry)) waiting.push(...(await readDirectory(entry)))
      else if (isFile(entry))
        files.push({ path: entry.fullPath.replace(/^\//, ''), file: await readFile(entry) })
    } catch {
      // The browser says no more than that it could not; the curator is told which one.
      onUnreadable(entry.fullPath)
    }
  }
  return files.toSorted((one, other) => (one.path < other.path ? -1 : 1))
}

/** Names of what lies at the top of a dropped folder; none where it is a file, or cannot be read. */
export async function namesAtTop(entry: FileSystemEntry | undefined): Promise<string[]> {
  if (entry === undefined || !isDirectory(entry)) return []
  return readDirectory(entry).then(
    (inside) => inside.map(({ name }) => name),
    // The engine reads the folder itself, and tells what is wrong with it.
    () => [],
  )
}

function isDirectory(entry: FileSystemEntry): entry is FileSystemDirectoryEntry {
  return entry.isDirectory
}

function isFile(entry: FileSystemEntry): entry is FileSystemFileEntry {
  return entry.isFile
}

function readFile(entry: FileSystemFileEntry): Promise<File> {
  return new Promise((resolve, reject) => entry.file(resolve, reject))
}

/** A reader hands its entries out in portions (Chromium: a hundred) and an empty one at the end. */
async function readDirectory(directory: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = directory.createReader()
  const all: FileSystemEntry[] = []
  for (;;) {
    const portion = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    )
    if (portion.length === 0) return all
    all.push(...portion)
  }
}
