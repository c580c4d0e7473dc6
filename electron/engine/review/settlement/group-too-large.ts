import { Refusal, type Saying } from '../../../contract/saying.ts'
import { MAXIMUM_BLOCK_SIZE } from './settle.ts'

/** What was asked would make a product of more listings than a person can look through. */
export class GroupTooLarge extends Refusal {
  readonly size: number
  readonly limit = MAXIMUM_BLOCK_SIZE

  constructor(size: number, said: Saying) {
    super(said)
    this.size = size
  }
}
