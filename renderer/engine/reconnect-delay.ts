const FIRST_DELAY_MS = 250
const LONGEST_DELAY_MS = 5000

/**
 * How long to wait before the next attempt to connect: doubles from a quarter of a second up to five seconds.
 * @param failedAttempts attempts that failed since the last success, from 0
 */
export function reconnectDelayMs(failedAttempts: number): number {
  return Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** failedAttempts)
}
