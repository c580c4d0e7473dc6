import { Refusal } from '../../contract/saying.ts'

/** What was asked cannot be evaluated or ranked; it says what was expected, what came and what to do. */
export class EvaluationRefused extends Refusal {}
