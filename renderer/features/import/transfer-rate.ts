/** The rate is taken over this long: long enough to be calm, short enough to follow a change. */
const WINDOW_MS = 5000

interface Sample {
  readonly atMs: number
  readonly doneBytes: number
}

/** Measures how fast a transfer goes and how long it still takes. */
export function transferRate(totalBytes: number) {
  let doneBytes = 0
  const samples: Sample[] = []

  function now(atMs: number) {
    samples.push({ atMs, doneBytes })
    while (samples.length > 2 && (samples[1]?.atMs ?? atMs) < atMs - WINDOW_MS) samples.shift()
    const first = samples[0] ?? { atMs, doneBytes }
    const seconds = (atMs - first.atMs) / 1000
    const bytesPerSecond = seconds > 0 ? (doneBytes - first.doneBytes) / seconds : 0
    const secondsLeft = bytesPerSecond > 0 ? (totalBytes - doneBytes) / bytesPerSecond : null
    return { doneBytes, bytesPerSecond, secondsLeft }
  }

  return { add: (bytes: number) => (doneBytes += bytes), now }
}
