import { Refusal, say } from '../../../contract/saying.ts'

const LONGEST_SHOWN = 120

/** A file of weights is damaged, hostile or of a kind that is not read. */
export class WeightsUnreadable extends Refusal {
  readonly file: string
  /** Of the tensor it is about, as the file names it; null where it is about the file. */
  readonly key: string | null
  readonly reason: string

  constructor(file: string, reason: string, key: string | null = null, options?: ErrorOptions) {
    super(
      say('weightsUnreadable', { file, text: `${key === null ? '' : `${shown(key)}: `}${reason}` }),
      options,
    )
    this.file = file
    this.key = key
    this.reason = reason
  }
}

/** A name from a file that may be hostile, fit to be printed: in quotes, on one line, not endless. */
export function shown(name: string): string {
  return JSON.stringify(name.length > LONGEST_SHOWN ? `${name.slice(0, LONGEST_SHOWN)}…` : name)
}
