import { setImmediate as nextTurn } from 'node:timers/promises'

/** Work in steps of a few milliseconds at most; between any two of them the thread may turn to others. */
export type Steps<Result> = Generator<void, Result, void>

const SLICE_MS = 8

/** Does all steps at once, where nobody waits for the thread. */
export function atOnce<Result>(steps: Steps<Result>): Result {
  for (;;) {
    const step = steps.next()
    if (step.done === true) return step.value
  }
}

/**
 * Does the steps a few milliseconds at a time and lets whatever else waits for the thread have its turn in between.
 * @throws the signal's reason once it is aborted; the steps then do no more
 */
export async function inSlices<Result>(steps: Steps<Result>, signal?: AbortSignal): Promise<Result> {
  for (;;) {
    signal?.throwIfAborted()
    const until = performance.now() + SLICE_MS
    do {
      const step = steps.next()
      if (step.done === true) return step.value
    } while (performance.now() < until)
    await nextTurn()
  }
}
