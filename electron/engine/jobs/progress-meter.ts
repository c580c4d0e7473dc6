import type { EndedStage, Progress, Stage } from '../../contract/progress.ts'

const WINDOW_MS = 10_000
const REPORT_EVERY_MS = 200

/** Measures a stage's rate over its last ten seconds and says how long it still takes, five times a second at most. */
export class ProgressMeter {
  readonly #report: (progress: Progress) => void
  readonly #now: () => number
  #stage: Stage | null = null
  #startedAtMs = 0
  #done = 0
  #total: number | null = null
  #samples: { atMs: number; done: number }[] = []
  #reportedAtMs = Number.NEGATIVE_INFINITY
  readonly #earlier = new Map<Stage, EndedStage>()

  constructor(report: (progress: Progress) => void, now: () => number = () => performance.now()) {
    this.#report = report
    this.#now = now
  }

  /** Begins a stage; reports at once. */
  start(stage: Stage, total: number | null): void {
    this.#endStage()
    this.#stage = stage
    this.#total = total
    this.#startedAtMs = this.#now()
    this.#samples = [{ atMs: this.#startedAtMs, done: 0 }]
    this.#send(0)
  }

  update(done: number, total: number | null = this.#total): void {
    this.#total = total
    this.#done = done
    const atMs = this.#now()
    if (atMs - this.#reportedAtMs < REPORT_EVERY_MS && done !== total) return
    this.#samples.push({ atMs, done })
    while (this.#samples.length > 2 && atMs - (this.#samples[0]?.atMs ?? atMs) > WINDOW_MS)
      this.#samples.shift()
    this.#send(done)
  }

  /** The job was held: the time it stood still is no part of its rate. */
  goOn(): void {
    this.#samples = [{ atMs: this.#now(), done: this.#done }]
  }

  #endStage(): void {
    if (this.#stage === null) return
    const before = this.#earlier.get(this.#stage)
    this.#earlier.set(this.#stage, {
      stage: this.#stage,
      done: (before?.done ?? 0) + this.#done,
      seconds: (before?.seconds ?? 0) + (this.#now() - this.#startedAtMs) / 1000,
    })
    this.#done = 0
  }

  #send(done: number): void {
    if (this.#stage === null) return
    const first = this.#samples[0]
    const last = this.#samples.at(-1)
    const seconds = ((last?.atMs ?? 0) - (first?.atMs ?? 0)) / 1000
    const itemsPerSecond = seconds > 0 ? ((last?.done ?? 0) - (first?.done ?? 0)) / seconds : 0
    const left = this.#total === null ? null : Math.max(0, this.#total - done)
    const secondsLeft =
      left === null || itemsPerSecond === 0 ? (left === 0 ? 0 : null) : left / itemsPerSecond
    this.#reportedAtMs = this.#now()
    const earlier = [...this.#earlier.values()].filter(({ stage }) => stage !== this.#stage)
    this.#report({
      stage: this.#stage,
      done,
      total: this.#total,
      itemsPerSecond,
      secondsLeft,
      ...(earlier.length > 0 ? { earlier } : {}),
    })
  }
}
