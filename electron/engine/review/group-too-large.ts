import { MAXIMUM_BLOCK_SIZE } from './settle.ts'

/** What was asked would make a product of more listings than a person can look through. */
export class GroupTooLarge extends Error {
  readonly size: number
  readonly limit = MAXIMUM_BLOCK_SIZE

  /** @param why what comes to that size */
  constructor(size: number, why: string) {
    super(
      `That would make a product of ${size} listings: ${why}. A group holds at most ${MAXIMUM_BLOCK_SIZE}.`,
    )
    this.name = 'GroupTooLarge'
    this.size = size
  }
}
