/** A batch got no embeddings; the pictures in it, not the caller, are to blame, and other batches may still pass. */
export class EmbeddingFailed extends Error {
  constructor(reason: string, options?: ErrorOptions) {
    super(reason, options)
    this.name = 'EmbeddingFailed'
  }
}

/** No worker is left, or none could be started: nothing more can be embedded. */
export class EncoderStopped extends Error {
  constructor(reason: string, options?: ErrorOptions) {
    super(reason, options)
    this.name = 'EncoderStopped'
  }
}
