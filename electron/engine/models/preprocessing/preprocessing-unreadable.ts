import { Refusal, say } from '../../../contract/saying.ts'

/** A model's own files do not say how it wants its pictures, or in a way that is not supported. */
export class PreprocessingUnreadable extends Refusal {
  /** Name of the file in the model's folder. */
  readonly file: string
  /** Path of the field in it: "size.shortest_edge"; null where the file itself is missing or no JSON. */
  readonly field: string | null

  constructor(file: string, field: string | null, reason: string, options?: ErrorOptions) {
    const place = field === null ? file : `${file}, "${field}"`
    super(say('preprocessingUnreadable', { file: place, text: reason }), options)
    this.file = file
    this.field = field
  }
}
