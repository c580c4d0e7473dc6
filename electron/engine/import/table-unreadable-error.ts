/** The table as a whole cannot be read: it is missing, forbidden, empty, or no table. */
export class TableUnreadableError extends Error {
  override readonly name = 'TableUnreadableError'
  readonly path: string
  readonly reason: string
  readonly advice: string

  constructor(path: string, reason: string, advice: string, cause?: unknown) {
    super(`${path}: ${reason}`, { cause })
    this.path = path
    this.reason = reason
    this.advice = advice
  }
}
