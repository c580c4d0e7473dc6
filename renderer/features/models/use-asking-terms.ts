import { safe } from '@orpc/client'
import { shallowRef } from 'vue'
import type { EngineClient } from '../../../electron/contract/index.ts'
import { useJobs } from '../shell/jobs-store.ts'

/** The terms that the engine wants accepted before it goes on. */
export interface AskedTerms {
  readonly model: string
  readonly licence: string
  readonly terms: string
}

type JobCall = ReturnType<EngineClient['models']['install']>

/**
 * A call that starts a job and may be refused until a model's terms are accepted: keeps the question, and calls again
 * with the answer. Kept in the component and not in the query cache, because a request may carry a token.
 */
export function useAskingTerms<Request>(call: (request: Request, acceptTerms: boolean) => JobCall) {
  const jobs = useJobs()
  const question = shallowRef<{ readonly request: Request; readonly terms: AskedTerms } | null>(null)
  const isPending = shallowRef(false)
  const error = shallowRef<unknown>(null)

  /** @returns whether the job was started */
  async function start(request: Request, acceptTerms = false): Promise<boolean> {
    isPending.value = true
    error.value = null
    const answer = await safe(call(request, acceptTerms))
    isPending.value = false
    if (answer.isSuccess) {
      question.value = null
      jobs.receive(answer.data)
    } else if (answer.isDefined && answer.error.code === 'TERMS_NOT_ACCEPTED') {
      question.value = { request, terms: answer.error.data }
    } else {
      error.value = answer.error
    }
    return answer.isSuccess
  }

  async function accept(): Promise<boolean> {
    return question.value === null ? false : start(question.value.request, true)
  }

  function putAway(): void {
    question.value = null
    error.value = null
  }

  return { start, accept, putAway, question, isPending, error }
}
