/** A file that says how a text model reads a text is missing, damaged or of a kind that Doublet does not know. */
export class TextFileUnreadable extends Error {
  override readonly name = 'TextFileUnreadable'
  /** Below the model's folder. */
  readonly file: string

  constructor(file: string, reason: string, options?: ErrorOptions) {
    super(`The text model's file ${file} cannot be used: ${reason}`, options)
    this.file = file
  }
}
