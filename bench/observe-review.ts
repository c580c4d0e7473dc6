/** What the window itself saw, in milliseconds from the key that answered a case. */
export interface ReviewTimes {
  /** To the engine's answer that the verdict is on disk. */
  readonly saved: number[]
  /** To the end of the frame in which the next case was drawn, its pictures decoded: handed to the screen. */
  readonly drawn: number[]
  /** To the start of the frame after that, when it is on the screen for certain: up to 17 ms more at 60 Hz. */
  readonly painted: number[]
  /** The address of the case that was painted last. */
  shownHash: string
}

declare global {
  interface Window {
    reviewTimes: ReviewTimes
    countFrames(durationMs: number): Promise<number[]>
  }
}

/** Runs in the page before anything else: listens for keys, for the engine's answers and for what is on the screen. */
export function observeReview(): void {
  const times: ReviewTimes = { saved: [], drawn: [], painted: [], shownHash: '' }
  window.reviewTimes = times
  let keyAt = 0
  let hashAtKey = ''
  window.addEventListener(
    'keydown',
    ({ key }) => {
      // The key that confirms a case; all others are about something else.
      if (key !== 'Enter') return
      keyAt = performance.now()
      hashAtKey = window.location.hash
      requestAnimationFrame(look)
    },
    { capture: true },
  )

  function look(): void {
    const { hash } = window.location
    const pictures = [...document.querySelectorAll<HTMLImageElement>('main img[src*="/images/"]')]
    const isNew = hash !== hashAtKey && hash.startsWith('#/review/')
    if (!isNew || pictures.length === 0 || pictures.some((picture) => !picture.complete)) {
      requestAnimationFrame(look)
      return
    }
    // A message sent while a frame begins arrives when it is laid out and painted.
    const { port1, port2 } = new MessageChannel()
    port1.addEventListener('message', () => times.drawn.push(performance.now() - keyAt), { once: true })
    port1.start()
    port2.postMessage(null)
    requestAnimationFrame(() => {
      times.painted.push(performance.now() - keyAt)
      times.shownHash = hash
    })
  }

  const idOf = (message: string): string => /"i":"?(\w+)"?/.exec(message)?.[1] ?? ''
  class ObservedSocket extends WebSocket {
    /** When the key was pressed, by the number of the verdict's message. */
    readonly #sent = new Map<string, number>()
    constructor(...parameters: ConstructorParameters<typeof WebSocket>) {
      super(...parameters)
      // Before anyone else listens: what the window does with the answer is not part of saving.
      this.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
        if (typeof data !== 'string') return
        const since = this.#sent.get(idOf(data))
        if (since === undefined) return
        this.#sent.delete(idOf(data))
        times.saved.push(performance.now() - since)
      })
    }
    override send(message: Parameters<WebSocket['send']>[0]): void {
      if (typeof message === 'string' && message.includes('/review/record'))
        this.#sent.set(idOf(message), keyAt)
      super.send(message)
    }
  }
  window.WebSocket = ObservedSocket

  window.countFrames = (durationMs) =>
    new Promise((resolve) => {
      const intervals: number[] = []
      const startedAt = performance.now()
      let last = startedAt
      function count(now: number): void {
        intervals.push(now - last)
        last = now
        if (now - startedAt < durationMs) requestAnimationFrame(count)
        else resolve(intervals.slice(1))
      }
      requestAnimationFrame(count)
    })
}
