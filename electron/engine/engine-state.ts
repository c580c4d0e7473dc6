import { mkdirSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { ORPCError } from '@orpc/server'
import { openCatalogue, type OpenCatalogueOptions } from './catalogue/open-catalogue.ts'
import { CATALOGUE_SUFFIX } from './catalogue/catalogue-folder.ts'
import { createRepositories } from './catalogue/repositories.ts'
import { CatalogueSession } from './catalogue-session.ts'
import { removeUnfinished } from './export/remove-unfinished.ts'
import { RememberedColumns } from './import/remembered-columns.ts'
import { readShippedScorer } from './match/scorer/shipped-scorer.ts'
import type { EngineOptions } from './engine.ts'
import { RecentCatalogues } from './recent-catalogues.ts'
import { requireAllowed } from './require-allowed.ts'
import { VerdictLedger } from './review/settlement/verdict-ledger.ts'

/** What an engine holds besides its catalogue: which one is open, and which were. */
export class EngineState {
  readonly options: EngineOptions
  readonly recent: RecentCatalogues
  readonly columns: RememberedColumns
  readonly cores: number
  readonly #sessionListeners = new Set<() => void>()
  #session: CatalogueSession | null = null

  constructor(options: EngineOptions, cores: number) {
    this.options = options
    this.cores = cores
    mkdirSync(options.dataFolder, { recursive: true })
    this.recent = new RecentCatalogues(join(options.dataFolder, 'recent.json'))
    this.columns = new RememberedColumns(join(options.dataFolder, 'columns.json'))
  }

  get session(): CatalogueSession | null {
    return this.#session
  }

  requireSession(): CatalogueSession {
    if (this.#session === null)
      throw new ORPCError('NO_CATALOGUE', { message: 'No catalogue is open. Open or create one first.' })
    return this.#session
  }

  /** Opens a catalogue in place of the one that is open. The old one stays open if the new one cannot be. */
  async open(given: string, mode: OpenCatalogueOptions['mode']): Promise<CatalogueSession> {
    const path = await requireAllowed(given, this.options.allowedRoots)
    if (this.#session !== null && this.#session.catalogue.folder.path === path) return this.#session
    const program = this.options.host === 'desktop' ? 'Doublet' : `doublet (${this.options.host})`
    const scorer = await readShippedScorer()
    const catalogue = await openCatalogue(path, { mode, program })
    // Nobody waits for it: of a folder of many pictures it takes a while.
    void removeUnfinished(catalogue.folder)
    const repositories = createRepositories(catalogue.db)
    const ledger = await VerdictLedger.open(repositories.actions).catch((error: unknown) => {
      catalogue.close()
      throw error
    })
    await this.#session?.close()
    this.#session = new CatalogueSession(catalogue, repositories, ledger, scorer, {
      cores: this.cores,
      dataFolder: this.options.dataFolder,
      hubEndpoint: this.options.hubEndpoint ?? null,
      allowedRoots: this.options.allowedRoots,
      reviewer: this.options.reviewer,
      replaceUnfinished: this.options.host === 'cli',
    })
    this.recent.add({ path: catalogue.folder.path, name: catalogue.name, openedAt: new Date().toISOString() })
    // A command of the terminal runs its own jobs; what was left unfinished goes on where someone can see it.
    if (this.options.host !== 'cli') this.#session.jobs.resumeUnfinished()
    for (const listener of this.#sessionListeners) listener()
    return this.#session
  }

  async close(): Promise<void> {
    const session = this.#session
    this.#session = null
    await session?.close()
    for (const listener of this.#sessionListeners) listener()
  }

  /** Called whenever another catalogue, or none, is open. */
  onSessionChange(listener: () => void): () => void {
    this.#sessionListeners.add(listener)
    return () => {
      this.#sessionListeners.delete(listener)
    }
  }

  /** Where a new catalogue of this name goes by default. */
  suggestPath(name: string): string {
    const safe = name.replaceAll(/[^\p{L}\p{N} ._-]/gu, '').trim() || 'Catalogue'
    const folder = this.options.allowedRoots?.[0] ?? join(homedir(), 'Doublet')
    return join(folder, `${safe}${CATALOGUE_SUFFIX}`)
  }
}
