import type { Progress, Stage } from '../../contract/progress.ts'

const WINDOW_MS = 10_000
const REPORT_EVERY_MS = 200

/** Measures a stage's rate over its last ten seconds and says how long it still takes, five times a second at most. */
export class ProgressMeter {
  readonly #report: (progress: Progress) => void
  readonly #now: () => number
  #stage: Stage = 'scan'
  #total: number | null = null
  #samples: { atMs: number; done: number }[] = []
  #reportedAtMs = Number.NEGATIVE_INFINITY

  constructor(report: (progress: Progress) => void, now: () => number = () => performance.now()) {
    this.#report = report
    this.#now = now
  }

  /** Begins a stage; reports at once. */
  start(stage: Stage, total: number | null): void {
    this.#stage = stage
    this.#total = total
    this.#samples = [{ atMs: this.#now(), done: 0 }]
    this.#send(0)
  }

  update(done: number, total: number | null = this.#total): void {
    this.#total = total
    const atMs = this.#now()
    if (atMs - this.#reportedAtMs < REPORT_EVERY_MS && done !== total) return
    this.#samples.push({ atMs, done })
    while (this.#samples.length > 2 && atMs - (this.#samples[0]?.atMs ?? atMs) > WINDOW_MS)
      this.#samples.shift()
    this.#send(done)
  }

  #send(done: number): void {
    const first = this.#samples[0]
    const last = this.#samples.at(-1)
    const seconds = ((last?.atMs ?? 0) - (first?.atMs ?? 0)) / 1000
    const itemsPerSecond = seconds > 0 ? ((last?.done ?? 0) - (first?.done ?? 0)) / seconds : 0
    const left = this.#total === null ? null : Math.max(0, this.#total - done)
    const secondsLeft =
      left === null || itemsPerSecond === 0 ? (left === 0 ? 0 : null) : left / itemsPerSecond
    this.#reportedAtMs = this.#now()
    this.#report({ stage: this.#stage, done, total: this.#total, itemsPerSecond, secondsLeft })
  }
}
