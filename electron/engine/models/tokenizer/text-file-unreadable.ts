import { Refusal, say } from '../../../contract/saying.ts'

/** A file that says how a text model reads a text is missing, damaged or of a kind that Doublet does not know. */
export class TextFileUnreadable extends Refusal {
  /** Below the model's folder. */
  readonly file: string

  constructor(file: string, reason: string, options?: ErrorOptions) {
    super(say('textFileUnreadable', { file, text: reason }), options)
    this.file = file
  }
}
