import { describe, expect, it } from 'vitest'
import { atOnce, inSlices, type Steps } from './in-slices.ts'

/** Keeps the thread for a while with each step. */
function* busySteps(count: number, msEach: number): Steps<number> {
  for (let step = 0; step < count; step += 1) {
    const until = performance.now() + msEach
    while (performance.now() < until);
    yield
  }
  return count
}

describe('inSlices', () => {
  it('comes to the same as all at once', async () => {
    expect(await inSlices(busySteps(50, 0))).toBe(50)
    expect(atOnce(busySteps(50, 0))).toBe(50)
  })

  it('lets others have their turn in between', async () => {
    let turns = 0
    let working = true
    const count = (): void => {
      turns += 1
      if (working) setImmediate(count)
    }
    setImmediate(count)
    await inSlices(busySteps(20, 3))
    working = false
    expect(turns).toBeGreaterThan(2)
  })

  it('stops between two steps once nobody wants the result', async () => {
    const gone = new AbortController()
    const steps = busySteps(1000, 1)
    const work = inSlices(steps, gone.signal)
    gone.abort(new Error('the catalogue was closed'))
    await expect(work).rejects.toThrow('the catalogue was closed')
    expect(steps.next().done).toBe(false)
  })
})
