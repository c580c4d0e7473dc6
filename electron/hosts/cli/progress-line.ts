import type { Progress } from '../../contract/progress.ts'

const PLAIN_EVERY_MS = 5000

/** Shows progress on standard error: one line that is drawn over on a terminal, a plain line now and then elsewhere. */
export class ProgressLine {
  readonly #stream: NodeJS.WriteStream
  #printedAtMs = Number.NEGATIVE_INFINITY
  #stage = ''

  constructor(stream: NodeJS.WriteStream) {
    this.#stream = stream
  }

  show(progress: Progress): void {
    const words = progressWords(progress)
    if (this.#stream.isTTY) {
      this.#stream.write(`\r\u001B[2K${words.slice(0, this.#stream.columns - 1)}`)
      return
    }
    const now = performance.now()
    if (progress.stage === this.#stage && now - this.#printedAtMs < PLAIN_EVERY_MS) return
    this.#stage = progress.stage
    this.#printedAtMs = now
    this.#stream.write(`${words}\n`)
  }

  clear(): void {
    if (this.#stream.isTTY) this.#stream.write('\r\u001B[2K')
  }
}

export function progressWords({ stage, done, total, itemsPerSecond, secondsLeft }: Progress): string {
  const count =
    total === null
      ? done.toLocaleString('en')
      : `${done.toLocaleString('en')} of ${total.toLocaleString('en')}`
  const rate = itemsPerSecond > 0 ? `, ${Math.round(itemsPerSecond).toLocaleString('en')}/s` : ''
  const left = secondsLeft === null || secondsLeft < 1 ? '' : `, ${durationWords(secondsLeft)} left`
  return `${stage}: ${count}${rate}${left}`
}

function durationWords(seconds: number): string {
  const minutes = Math.floor(seconds / 60)
  if (minutes >= 60) return `${Math.floor(minutes / 60)} h ${minutes % 60} min`
  return minutes > 0 ? `${minutes} min ${Math.round(seconds % 60)} s` : `${Math.round(seconds)} s`
}
