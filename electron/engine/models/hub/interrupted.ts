import { setTimeout as after } from 'node:timers/promises'

/** What another attempt may heal: a dropped connection, a busy server. */
export class Interrupted extends Error {
  /** What to throw when no attempt is left. */
  readonly final: Error
  /** How long the server asks to wait. */
  readonly retryAfterMs: number | null

  constructor(final: Error, retryAfterMs: number | null = null) {
    super(final.message, { cause: final })
    this.name = 'Interrupted'
    this.final = final
    this.retryAfterMs = retryAfterMs
  }
}

/** Waits between two attempts; rejects when the signal is aborted. */
export type Wait = (ms: number, signal: AbortSignal) => Promise<void>

export async function waitFor(ms: number, signal: AbortSignal): Promise<void> {
  await after(ms, undefined, { signal })
}

/** Attempts in a row that bring nothing, after which a person should look. With the waits: about 15 seconds. */
const FRUITLESS_ATTEMPTS = 5
/** Attempts in all, for a server that drops the connection after every few bytes. */
const ALL_ATTEMPTS = 200
const LONGEST_BACKOFF_MS = 30_000
/** Longer than that a user should know about instead of looking at a bar that stands still. */
const LONGEST_ASKED_WAIT_MS = 120_000

/**
 * Does the work again while it is Interrupted, with growing waits.
 * @param progress grows when an attempt brought something, which makes the wait short again
 * @throws what the last interruption says; anything else that the work throws; the signal's reason
 */
export async function retrying<Result>(
  work: () => Promise<Result>,
  { progress, wait, signal }: { progress: () => number; wait: Wait; signal: AbortSignal },
): Promise<Result> {
  let fruitless = 0
  for (let attempt = 1; ; attempt++) {
    const before = progress()
    try {
      return await work()
    } catch (error) {
      signal.throwIfAborted()
      if (!(error instanceof Interrupted)) throw error
      fruitless = progress() > before ? 1 : fruitless + 1
      const asked = error.retryAfterMs ?? 0
      if (fruitless >= FRUITLESS_ATTEMPTS || attempt >= ALL_ATTEMPTS || asked > LONGEST_ASKED_WAIT_MS)
        throw error.final
      await wait(Math.max(asked, backoffMs(fruitless)), signal)
      signal.throwIfAborted()
    }
  }
}

function backoffMs(failures: number): number {
  return Math.min(LONGEST_BACKOFF_MS, 500 * 2 ** failures)
}
