import { ORPCError } from '@orpc/server'
import type { errorMap } from '../contract/errors.ts'
import type { Saying } from '../contract/saying.ts'

/** An error that the contract declares, with what a person is to be told; `message` is that in English. */
export function refusal(
  code: Exclude<keyof typeof errorMap, 'NO_CATALOGUE' | 'NOTHING_TO_UNDO' | 'NOTHING_TO_REDO'>,
  said: Saying,
  data: Readonly<Record<string, unknown>> = {},
): ORPCError<string, unknown> {
  return new ORPCError(code, { message: said.words, data: { ...data, said } })
}
