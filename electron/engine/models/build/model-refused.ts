/** A model's folder cannot be turned into one that Doublet runs; the message says what was expected and found. */
export class ModelRefused extends Error {
  override readonly name = 'ModelRefused'
}
