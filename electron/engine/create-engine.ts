import { existsSync, mkdirSync, mkdtempSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { basename, join } from 'node:path'
import type { Engine, EngineOptions } from './engine.ts'
import { EngineState } from './engine-state.ts'
import { readServedPicture } from './read-served-picture.ts'
import { createRouter } from './router/index.ts'

/** The only place where the engine's parts are wired together; the same for every host. */
export function createEngine(options: EngineOptions): Engine {
  const state = new EngineState(options, options.cores ?? availableParallelism())
  return {
    router: createRouter(state),
    readPicture: (sha256, size) =>
      state.session === null ? Promise.resolve(null) : readServedPicture(state.session, sha256, size),
    async createInboxFolder() {
      const { inbox } = state.requireSession().catalogue.folder
      mkdirSync(inbox, { recursive: true })
      return mkdtempSync(join(inbox, `${new Date().toISOString().slice(0, 10)}-`))
    },
    async findExport(fileName) {
      const folder = state.session?.catalogue.folder.exports
      if (folder === undefined || fileName !== basename(fileName) || fileName.startsWith('.')) return null
      const path = join(folder, fileName)
      return existsSync(path) ? path : null
    },
    close: () => state.close(),
  }
}
