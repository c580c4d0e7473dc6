import { dirname, sep } from 'node:path'
import type { KnownFile } from '../catalogue/file-repository.ts'
import type { StoredSource } from '../catalogue/source-repository.ts'
import { createImageResolver, type ImageResolver } from '../import/image-resolver.ts'
import { itemFromFile } from '../import/item-from-file.ts'
import type { ImportProblem } from '../import/problem.ts'
import type { FoundFile, RawItem } from '../import/raw-item.ts'
import { readTable } from '../import/read-table.ts'
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
  else await addRows(source.request.table, source, files, sink, context)
  await sink.flush()
  context.count('items gone', repositories.items.markUnseenMissing(source.id, context.jobId))
  repositories.sources.markImported(source.id, now())
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
  meter.start('read-table', null)
  for await (const event of readTable(table, { mapping: source.request.mapping, signal })) {
    if (event.kind === 'problem') sink.addProblem(event.problem)
    else if (event.kind === 'progress') meter.update(event.bytesRead, event.bytesTotal)
    else if (event.kind === 'item') {
      sink.addItem(event.item, await resolveImages(event.item, table, resolver, sink))
      if (sink.isFull()) await sink.flush()
    }
  }
}

async function resolveImages(
  item: RawItem,
  table: string,
  resolver: ImageResolver,
  sink: SourceSink,
): Promise<FoundFile[]> {
  const found: FoundFile[] = []
  for (const name of item.images) {
    const image = await resolver.resolve(name)
    if (image.kind === 'found') found.push(image.file)
    else
      sink.addProblem({
        severity: 'warning',
        code: image.code,
        path: table,
        line: item.line,
        reason: image.reason,
        advice: image.advice,
      })
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
  #items: { item: RawItem; files: readonly FoundFile[] }[] = []
  #problems: ImportProblem[] = []

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
      if (!present.has(file.path) && file.status !== 'missing') gone.push(file.id)
    }
    repositories.transaction(() => repositories.files.markMissing(gone))
    this.#context.count('files gone', gone.length)
  }

  addItem(item: RawItem, files: readonly FoundFile[]): void {
    this.#items.push({ item, files })
  }

  addProblem(problem: ImportProblem): void {
    this.#problems.push(problem)
  }

  isFull(): boolean {
    return this.#items.length >= BATCH || this.#problems.length >= BATCH
  }

  async flush(): Promise<void> {
    const { repositories, jobId } = this.#context
    const items = this.#items
    const problems = this.#problems
    this.#items = []
    this.#problems = []
    repositories.transaction(() => {
      for (const { item, files } of items) {
        const fileIds = [...new Set(files.map((file) => this.#fileId(file)))]
        const { box, ...listing } = item
        const shown = fileIds.map((fileId, n) => ({ fileId, box: n === 0 ? box : null }))
        repositories.items.save(this.#source.id, jobId, listing, shown)
      }
      for (const problem of problems) repositories.problems.add(jobId, problem, { sourceId: this.#source.id })
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
