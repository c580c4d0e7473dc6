import { hash } from 'node:crypto'
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { isDeepStrictEqual } from 'node:util'
import { z } from 'zod'
import { columnMapping, type ColumnMapping } from '../../contract/sources.ts'
import { chooseColumns, type ExplicitMapping } from './choose-columns.ts'
import { recogniseColumns } from './recognise-columns.ts'

const entries = z.array(z.object({ header: z.string(), mapping: columnMapping }))

/** More tables than anybody has forms of. */
const KEPT = 200

/**
 * What the columns of a table were said to mean, by its header: the next table with the same header is read alike, in
 * whatever catalogue. In a small file that is replaced whole.
 */
export class RememberedColumns {
  readonly #file: string

  constructor(file: string) {
    this.#file = file
  }

  /** Null where no table with these columns was mapped by hand. */
  find(columns: readonly string[]): ColumnMapping | null {
    const header = nameOf(columns)
    return this.#read().find((entry) => entry.header === header)?.mapping ?? null
  }

  /** What is recognised by the columns' names anyway is not kept, and takes the place of what was. */
  remember(columns: readonly string[], explicit: ExplicitMapping): void {
    const header = nameOf(columns)
    const known = this.#read()
    const others = known.filter((entry) => entry.header !== header)
    const mapping = chooseColumns(columns, explicit)
    const isRecognised = isDeepStrictEqual(mapping, recogniseColumns(columns))
    if (isRecognised && others.length === known.length) return
    const kept = isRecognised ? others : [{ header, mapping }, ...others].slice(0, KEPT)
    writeFileSync(`${this.#file}.part`, JSON.stringify(kept))
    renameSync(`${this.#file}.part`, this.#file)
  }

  #read(): z.infer<typeof entries> {
    if (!existsSync(this.#file)) return []
    try {
      return entries.parse(JSON.parse(readFileSync(this.#file, 'utf8')))
    } catch (error) {
      console.warn(`The remembered columns ${this.#file} cannot be read and are begun anew:`, error)
      return []
    }
  }
}

function nameOf(columns: readonly string[]): string {
  return hash('sha256', JSON.stringify(columns), 'hex')
}
