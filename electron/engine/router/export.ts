import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { ExportOptions } from '../../contract/export.ts'
import type { Progress } from '../../contract/progress.ts'
import type { CatalogueSession } from '../catalogue-session.ts'
import type { EngineState } from '../engine-state.ts'
import { requireAllowed } from '../require-allowed.ts'
import type { Procedures } from './procedures.ts'

export function exportRouter(os: Procedures['export'], state: EngineState) {
  return os.router({
    preview: os.preview.handler(({ input, signal }) => state.requireSession().exports.preview(input, signal)),
    run: os.run.handler(async ({ input: { path, ...options }, signal }) => {
      const session = state.requireSession()
      const target =
        path === undefined
          ? defaultPath(session, options)
          : await requireAllowed(path, state.options.allowedRoots)
      const tell = (progress: Progress | null): void =>
        session.jobs.emit({ type: 'export', path: target, progress })
      try {
        return await session.exports.write(options, target, tell, signal)
      } finally {
        tell(null)
      }
    }),
  })
}

/** In the catalogue's exports folder: a file takes the place of the last one, a folder gets a name that is free. */
function defaultPath({ catalogue }: CatalogueSession, { what, format }: ExportOptions): string {
  const place = join(catalogue.folder.exports, `${catalogue.name}-${what}`)
  if (what !== 'folder') return `${place}.${format}`
  for (let copy = 1; ; copy++) {
    const free = copy === 1 ? place : `${place}-${copy}`
    if (!existsSync(free)) return free
  }
}
