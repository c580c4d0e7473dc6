import type { ProblemCode } from '../../contract/problems.ts'

/** Why one picture file cannot be used, in words for the problems list. Never a reason to stop an import. */
export class PictureProblem extends Error {
  readonly code: ProblemCode
  /** What was found, as a sentence without the path. */
  readonly reason: string
  /** What the curator can do about it. */
  readonly advice: string

  constructor(code: ProblemCode, reason: string, advice: string, options?: ErrorOptions) {
    super(`${code}: ${reason}`, options)
    this.name = 'PictureProblem'
    this.code = code
    this.reason = reason
    this.advice = advice
  }
}
