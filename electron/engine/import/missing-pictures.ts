import type { ImportProblem } from './problem.ts'

/** Up to so many rows each is told by itself, also where no picture of the table is there. */
const FEW = 3
/** So many are kept to be told one by one, should a picture turn up after all. */
const MOST_KEPT = 1_000

/**
 * Pictures that a table names and that are not there. While none of them is, nothing is told: a table that came without
 * its pictures is one problem and not one for each row.
 */
export class MissingPictures {
  readonly #table: string
  readonly #tell: (problem: ImportProblem) => void
  #kept: ImportProblem[] = []
  #untold = 0
  #someFound = false

  /** @param table its path */
  constructor(table: string, tell: (problem: ImportProblem) => void) {
    this.#table = table
    this.#tell = tell
  }

  /** A picture is there: from here on, and of those before as far as they were kept, each row is told. */
  noteFound(): void {
    if (this.#someFound) return
    this.#someFound = true
    this.#tellKept()
  }

  noteMissing(problem: ImportProblem): void {
    if (this.#someFound) this.#tell(problem)
    else if (this.#kept.length < MOST_KEPT) this.#kept.push(problem)
    else this.#untold += 1
  }

  /** After the last row. */
  finish(): void {
    const all = this.#kept.length + this.#untold
    if (!this.#someFound && this.#kept.length <= FEW) this.#tellKept()
    else if (this.#someFound && this.#untold > 0)
      this.#tell(this.#summary(`${this.#untold} more pictures that rows name were not found`))
    else if (!this.#someFound)
      this.#tell(
        this.#summary(`None of the ${all} pictures that rows name was found. ${this.#kept[0]?.reason ?? ''}`),
      )
  }

  #summary(reason: string): ImportProblem {
    const advice =
      'The listings were taken in without pictures. Choose the folder that the pictures are in and import again'
    return { severity: 'warning', code: 'IMAGE_NOT_FOUND', path: this.#table, line: null, reason, advice }
  }

  #tellKept(): void {
    for (const problem of this.#kept) this.#tell(problem)
    this.#kept = []
  }
}
