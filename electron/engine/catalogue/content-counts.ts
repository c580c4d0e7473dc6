import type { Catalogue } from './open-catalogue.ts'
import type { Repositories } from './repositories.ts'

/** How much there is in a catalogue. */
export interface ContentCount {
  readonly items: number
  readonly pictures: number
  readonly described: number
}

/**
 * Counts that are asked for after every verdict and that no verdict changes: counting 100,000 items takes 50 ms, in which
 * the thread that answers would save nothing. They are counted anew once another connection has written, as jobs do.
 */
export class ContentCounts {
  readonly #db: Catalogue['db']
  readonly #repositories: Pick<Repositories, 'items' | 'pictures'>
  #known: { readonly version: unknown; readonly count: ContentCount } | null = null

  constructor({ db }: Catalogue, repositories: Pick<Repositories, 'items' | 'pictures'>) {
    this.#db = db
    this.#repositories = repositories
  }

  read(): ContentCount {
    // SQLite's own mark of what other connections have committed: https://sqlite.org/pragma.html#pragma_data_version
    const version = this.#db.pragma('data_version', { simple: true })
    if (this.#known !== null && this.#known.version === version) return this.#known.count
    const count = this.#count()
    this.#known = { version, count }
    return count
  }

  #count(): ContentCount {
    const { items, pictures } = this.#repositories
    return {
      items: items.countPresent(),
      pictures: pictures.count(),
      described: pictures.countDescribed(),
    }
  }
}
