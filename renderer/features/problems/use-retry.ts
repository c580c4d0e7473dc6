import { useMutation } from '@tanstack/vue-query'
import { computed } from 'vue'
import type { ProblemCode } from '../../../electron/contract/problems.ts'
import { useEngine } from '../../engine/use-engine.ts'
import { isUnfinished } from '../shell/job-words.ts'
import { useJobs } from '../shell/jobs-store.ts'

/** Which problems are tried again: one, all of a kind, or all. */
export interface Retried {
  readonly id?: number
  readonly code?: ProblemCode
}

/** Reads the sources of problems again. */
export function useRetry() {
  const engine = useEngine()
  const jobs = useJobs()
  const retry = useMutation({
    mutationFn: (chosen: Retried) => engine.problems.retry(chosen),
    onSuccess: (job) => jobs.receive(job),
  })
  /** Whether just these are being asked for. */
  function isTrying(chosen: Retried): boolean {
    const asked = retry.variables.value
    return retry.isPending.value && asked?.id === chosen.id && asked?.code === chosen.code
  }
  /** Whether what was asked for last is still being read. */
  const isReading = computed(() => {
    const started = retry.data.value
    return started !== undefined && isUnfinished(jobs.newestOf(started.kind) ?? started)
  })
  return { retry, isTrying, isReading }
}
