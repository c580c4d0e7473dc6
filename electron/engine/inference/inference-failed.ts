import { Refusal, say } from '../../contract/saying.ts'

/** A batch gave no result; what is in it, not the caller, is to blame, and other batches may still pass. */
export class InferenceFailed extends Error {
  constructor(reason: string, options?: ErrorOptions) {
    super(reason, options)
    this.name = 'InferenceFailed'
  }
}

/** There was not enough memory for a batch: fewer rows at a time may pass. */
export class BatchTooLarge extends InferenceFailed {
  constructor(reason: string, options?: ErrorOptions) {
    super(reason, options)
    this.name = 'BatchTooLarge'
  }
}

/** No worker is left, or none could be started: nothing more can be computed. */
export class InferenceStopped extends Refusal {
  constructor(reason: string, options?: ErrorOptions) {
    super(say('inferenceStopped', { text: reason }), options)
  }
}
