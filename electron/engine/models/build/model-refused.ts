import { Refusal, say } from '../../../contract/saying.ts'

/** A model's folder cannot be turned into one that Doublet runs; the message says what was expected and found. */
export class ModelRefused extends Refusal {
  constructor(text: string, options?: ErrorOptions) {
    super(say('modelRefused', { text }), options)
  }
}
