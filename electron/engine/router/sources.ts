import { join } from 'node:path'
import { say } from '../../contract/saying.ts'
import type { SourceRequest } from '../../contract/sources.ts'
import type { EngineState } from '../engine-state.ts'
import type { ExplicitMapping } from '../import/choose-columns.ts'
import { previewTable } from '../import/preview-table.ts'
import { readColumns } from '../import/read-columns.ts'
import { sourceState } from '../import/source-state.ts'
import { TableUnreadableError } from '../import/table-unreadable-error.ts'
import type { ImportPayload } from '../jobs/job-payload.ts'
import { refusal } from '../refuse.ts'
import { requireAllowed } from '../require-allowed.ts'
import { browse } from './browse.ts'
import type { Procedures } from './procedures.ts'

export function sourcesRouter(os: Procedures['sources'], state: EngineState) {
  return os.router({
    list: os.list.handler(() => state.requireSession().repositories.sources.list()),
    states: os.states.handler(() => {
      const { sources } = state.requireSession().repositories
      return Promise.all(
        sources.list().map(async (source) => ({
          id: source.id,
          state: await sourceState(source, sources.findFolders(source.id)),
        })),
      )
    }),
    preview: os.preview.handler(async ({ input }) =>
      previewTable(await allowed(input.table), {
        mapping: input.mapping,
        remembered: (columns) => state.columns.find(columns),
        folder: input.folder === undefined ? undefined : await allowed(input.folder),
        allowedRoots: state.options.allowedRoots,
      }),
    ),
    import: os.import.handler(async ({ input }) => {
      const session = state.requireSession()
      const request: SourceRequest = {
        ...(input.folder === undefined ? {} : { folder: await allowed(input.folder) }),
        ...(input.table === undefined ? {} : { table: await allowed(input.table) }),
        ...(input.mapping === undefined ? {} : { mapping: input.mapping }),
      }
      if (request.table !== undefined && request.mapping !== undefined)
        await remember(request.table, request.mapping)
      return session.enqueue('import', importOf([request], null))
    }),
    importSample: os.importSample.handler(() => {
      const session = state.requireSession()
      return session.enqueue('import', importOf([], join(session.catalogue.folder.inbox, 'sample')))
    }),
    browse: os.browse.handler(({ input }) => {
      const roots = state.options.allowedRoots
      if (roots === null) throw refusal('NOT_IN_THIS_HOST', say('ownDialog', {}), { what: 'browse' })
      return browse(input.path ?? null, roots)
    }),
  })

  /** @throws UnknownColumnError when the mapping names a column that is not there */
  async function remember(table: string, mapping: ExplicitMapping): Promise<void> {
    const columns = await readColumns(table).catch((error: unknown) => {
      // What is wrong with a table that cannot be read is for the import to tell, beside what else it finds.
      if (error instanceof TableUnreadableError) return null
      throw error
    })
    if (columns !== null) state.columns.remember(columns, mapping)
  }

  function importOf(sources: SourceRequest[], sampleFolder: string | null): ImportPayload {
    return { sources, sampleFolder, retryFailed: false, thenMatch: state.options.host !== 'cli' }
  }

  /** Folders of the catalogue's own inbox are always allowed: what was streamed in lies there. */
  function allowed(path: string): Promise<string> {
    const { allowedRoots } = state.options
    const inbox = state.requireSession().catalogue.folder.inbox
    return requireAllowed(path, allowedRoots === null ? null : [...allowedRoots, inbox])
  }
}
