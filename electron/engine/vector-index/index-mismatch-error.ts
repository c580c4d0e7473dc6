/** An index file on disk is not the one the catalogue wrote down: rebuild it, never trust it. */
export class IndexMismatchError extends Error {
  override readonly name = 'IndexMismatchError'
  readonly path: string

  constructor(path: string, expected: string, found: string) {
    super(`Expected ${expected} in the vector index ${path} but found ${found}; build the index again`)
    this.path = path
  }
}
