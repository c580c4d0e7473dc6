import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { z } from 'zod'
import { recentCatalogue } from '../contract/catalogue.ts'

type RecentCatalogue = z.infer<typeof recentCatalogue>

const KEEP = 12

/** The catalogues opened last, newest first, in a small file that is replaced whole. */
export class RecentCatalogues {
  readonly #file: string

  constructor(file: string) {
    this.#file = file
  }

  list(): RecentCatalogue[] {
    return this.#read().filter((recent) => existsSync(recent.path))
  }

  add(opened: RecentCatalogue): void {
    const others = this.#read().filter((recent) => recent.path !== opened.path)
    writeFileSync(`${this.#file}.part`, JSON.stringify([opened, ...others].slice(0, KEEP), null, 2))
    renameSync(`${this.#file}.part`, this.#file)
  }

  #read(): RecentCatalogue[] {
    if (!existsSync(this.#file)) return []
    try {
      return z.array(recentCatalogue).parse(JSON.parse(readFileSync(this.#file, 'utf8')))
    } catch (error) {
      console.warn(`The list of recent catalogues ${this.#file} cannot be read and is begun anew:`, error)
      return []
    }
  }
}
