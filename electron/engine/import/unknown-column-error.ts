import { Refusal, say } from '../../contract/saying.ts'

/** A mapping names a column that the table does not have. */
export class UnknownColumnError extends Refusal {
  readonly column: string
  readonly columns: readonly string[]

  constructor(column: string, columns: readonly string[]) {
    super(say('unknownColumn', { columns: columns.join(', '), column }))
    this.column = column
    this.columns = columns
  }
}
