/** What was asked cannot be evaluated or ranked; the message says what was expected, what came and what to do. */
export class EvaluationRefused extends Error {
  override readonly name = 'EvaluationRefused'
}
