/** A mapping names a column that the table does not have. */
export class UnknownColumnError extends Error {
  override readonly name = 'UnknownColumnError'
  readonly column: string
  readonly columns: readonly string[]

  constructor(column: string, columns: readonly string[]) {
    super(`Expected one of the columns ${columns.join(', ')} but received ${column}`)
    this.column = column
    this.columns = columns
  }
}
