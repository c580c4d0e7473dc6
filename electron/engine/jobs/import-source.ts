import { dirname, sep } from 'node:path'
import type { ProblemCode } from '../../contract/problems.ts'
import { say } from '../../contract/saying.ts'
import type { KnownFile } from '../catalogue/file-repository.ts'
import { LISTED_OF_A_KIND } from '../catalogue/problem-repository.ts'
import type { SourceFolder, StoredSource } from '../catalogue/source-repository.ts'
import { createImageResolver, type ImageResolver } from '../import/image-resolver.ts'
import { itemFromFile } from '../import/item-from-file.ts'
import { MissingPictures } from '../import/missing-pictures.ts'
import type { ImportProblem } from '../import/problem.ts'
import type { FoundFile, RawItem } from '../import/raw-item.ts'
import { readTable } from '../import/read-table.ts'
import { UnknownColumnError } from '../import/unknown-column-error.ts'
import { walkFolder } from '../import/walk-folder.ts'
import { now, type JobContext } from './job-context.ts'

/** Rows a transaction: large enough to be fast, small enough that a verdict never waits long for the writer. */
const BATCH = 500

/**
 * Compares a source with what the catalogue knows of it: new and changed files become pending, files and items that
 * are gone become missing, unchanged ones are left alone. Files are only looked at here, not read.
 */
export async function importSource(source: StoredSource, context: JobContext): Promise<void> {
  const { repositories } = context
  repositories.problems.clearOfSource(source.id)
  const sink = new SourceSink(source, context)
  const files = await scan(source, sink, context)
  if (source.request.table === undefined) await addFilesAsItems(files, sink, context)
  else await addTable(source.request.table, source, files, sink, context)
  await sink.flush()
  if (sink.isUnreadable)
    context.note(say('sourceCutShort', { path: source.request.table ?? source.request.folder ?? '' }))
  else {
    context.count('items gone', repositories.items.markUnseenMissing(source.id, context.jobId))
    repositories.transaction(() => repositories.sources.markImported(source.id, now(), sink.folders))
  }
  context.changed('items')
  context.changed('problems')
}

async function scan(source: StoredSource, sink: SourceSink, context: JobContext): Promise<FoundFile[]> {
  const { folder, table } = source.request
  const root = folder ?? dirname(table ?? '.')
  context.meter.start('scan', null)
  const files: FoundFile[] = []
  for await (const found of walkFolder(root, {
    signal: context.signal,
    allowedRoots: context.allowedRoots,
    onFolder: (path, mtimeMs) => {
      if (folder !== undefined) sink.folders.push({ path, mtimeMs })
    },
  })) {
    if (found.kind === 'file') files.push(found.file)
    // Without a folder of its own, a table only looks up pictures beside it: what else lies there is not its business.
    else if (folder !== undefined) sink.addProblem(found.problem)
    if (files.length % BATCH === 0) {
      context.meter.update(files.length)
      await context.checkpoint()
    }
  }
  context.meter.update(files.length, files.length)
  sink.loadKnown(root, files)
  return files
}

async function addFilesAsItems(
  files: readonly FoundFile[],
  sink: SourceSink,
  context: JobContext,
): Promise<void> {
  for (const [n, file] of files.entries()) {
    sink.addItem(itemFromFile(file), [file])
    if (n % BATCH === BATCH - 1) {
      await sink.flush()
      context.meter.update(n + 1)
    }
  }
}

/** A table whose columns were renamed since it was mapped is a problem of its own: the other sources are still read. */
async function addTable(
  table: string,
  source: StoredSource,
  files: readonly FoundFile[],
  sink: SourceSink,
  context: JobContext,
): Promise<void> {
  try {
    await addRows(table, source, files, sink, context)
  } catch (error) {
    if (!(error instanceof UnknownColumnError)) throw error
    sink.addProblem({
      severity: 'error',
      code: 'TABLE_UNREADABLE',
      path: table,
      line: 1,
      reason: `Its column ${error.column} is not there any more; it has ${error.columns.join(', ')}`,
      advice: 'Choose the table on the Import page again and say there what its columns mean',
    })
  }
}

async function addRows(
  table: string,
  source: StoredSource,
  files: readonly FoundFile[],
  sink: SourceSink,
  context: JobContext,
): Promise<void> {
  const { signal, meter, allowedRoots } = context
  const folder = source.request.folder ?? dirname(table)
  const resolver = createImageResolver({ folder, tablePath: table, files, allowedRoots })
  const missing = new MissingPictures(table, (problem) => sink.addProblem(problem))
  meter.start('read-table', null)
  for await (const event of readTable(table, { mapping: source.request.mapping, signal })) {
    if (event.kind === 'problem') sink.addProblem(event.problem)
    else if (event.kind === 'progress') meter.update(event.bytesRead, event.bytesTotal)
    else if (event.kind === 'item') {
      sink.addItem(event.item, await resolveImages(event.item, table, resolver, missing, sink))
      if (sink.isFull()) await sink.flush()
    }
  }
  missing.finish()
}

async function resolveImages(
  item: RawItem,
  table: string,
  resolver: ImageResolver,
  missing: MissingPictures,
  sink: SourceSink,
): Promise<FoundFile[]> {
  const found: FoundFile[] = []
  for (const name of item.images) {
    const image = await resolver.resolve(name)
    if (image.kind === 'found') {
      found.push(image.file)
      missing.noteFound()
      continue
    }
    const { code, reason, advice } = image
    const problem: ImportProblem = { severity: 'warning', code, path: table, line: item.line, reason, advice }
    if (code === 'IMAGE_NOT_FOUND') missing.noteMissing(problem)
    else sink.addProblem(problem)
  }
  return found
}

/** Gathers items and problems of one source and writes them a batch at a time. */
class SourceSink {
  readonly #source: StoredSource
  readonly #context: JobContext
  readonly #known = new Map<string, KnownFile>()
  /** Ids of files saved or looked up in this import, so that each is compared once. */
  readonly #fileIds = new Map<string, number>()
  /** Those that the source's own folder holds, and itself, as they were when they were looked through. */
  readonly folders: SourceFolder[] = []
  /** The table or the folder as such could not be read: what was not seen may well be there. */
  isUnreadable = false
  #items: { item: RawItem; files: readonly FoundFile[] }[] = []
  #problems: ImportProblem[] = []
  /** Problems of this import so far, by kind. */
  readonly #found = new Map<ProblemCode, number>()
  #unlisted = new Map<ProblemCode, number>()

  constructor(source: StoredSource, context: JobContext) {
    this.#source = source
    this.#context = context
  }

  /** Reads what the catalogue knows of a folder in one query, and marks what is no longer there as missing. */
  loadKnown(root: string, files: readonly FoundFile[]): void {
    const { repositories } = this.#context
    const present = new Set(files.map((file) => file.path))
    const gone: number[] = []
    for (const file of repositories.files.findUnder(root.endsWith(sep) ? root : `${root}${sep}`)) {
      this.#known.set(file.path, file)
      if (!present.has(file.path) && file.status !== 'missing' && !this.isUnreadable) gone.push(file.id)
    }
    repositories.transaction(() => {
      repositories.files.markMissing(gone)
      // What was wrong with a file that is gone is nothing to mend any more.
      for (const id of gone) repositories.problems.clearOfFile(id)
    })
    this.#context.count('files gone', gone.length)
  }

  addItem(item: RawItem, files: readonly FoundFile[]): void {
    this.#items.push({ item, files })
  }

  addProblem(problem: ImportProblem): void {
    if (isOfWholeSource(problem, this.#source.request)) this.isUnreadable = true
    const found = (this.#found.get(problem.code) ?? 0) + 1
    this.#found.set(problem.code, found)
    if (found <= LISTED_OF_A_KIND) this.#problems.push(problem)
    else this.#unlisted.set(problem.code, (this.#unlisted.get(problem.code) ?? 0) + 1)
  }

  isFull(): boolean {
    return this.#items.length >= BATCH || this.#problems.length >= BATCH
  }

  async flush(): Promise<void> {
    const { repositories, jobId } = this.#context
    const items = this.#items
    const problems = this.#problems
    const unlisted = this.#unlisted
    this.#items = []
    this.#problems = []
    this.#unlisted = new Map()
    repositories.transaction(() => {
      for (const { item, files } of items) {
        const fileIds = [...new Set(files.map((file) => this.#fileId(file)))]
        const { box, ...listing } = item
        const shown = fileIds.map((fileId, n) => ({ fileId, box: n === 0 ? box : null }))
        repositories.items.save(this.#source.id, jobId, listing, shown)
      }
      for (const problem of problems) repositories.problems.add(jobId, problem, { sourceId: this.#source.id })
      for (const [code, count] of unlisted)
        repositories.problems.addUnlisted(jobId, this.#source.id, code, count)
    })
    this.#context.count('items', items.length)
    await this.#context.checkpoint()
  }

  #fileId(file: FoundFile): number {
    const saved = this.#fileIds.get(file.path)
    if (saved !== undefined) return saved
    const { files, problems } = this.#context.repositories
    const known = this.#known.get(file.path) ?? files.findByPath(file.path)
    let id: number
    if (known === null) {
      id = files.save(file)
      this.#context.count('new files')
    } else {
      id = known.id
      if (known.status === 'missing' || known.size !== file.size || known.mtimeMs !== file.mtimeMs) {
        files.markPending(id, file)
        problems.clearOfFile(id)
        this.#context.count('changed files')
      }
    }
    this.#fileIds.set(file.path, id)
    return id
  }
}

function isOfWholeSource(
  { code, severity, path }: ImportProblem,
  { folder }: StoredSource['request'],
): boolean {
  if (severity === 'warning') return false
  return code === 'TABLE_UNREADABLE' || (code === 'FOLDER_UNREADABLE' && path === folder)
}
