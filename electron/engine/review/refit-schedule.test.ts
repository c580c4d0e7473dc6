import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { RefitSchedule } from './refit-schedule.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

describe('RefitSchedule', () => {
  it('starts once after the last of several verdicts', () => {
    const start = vi.fn()
    const schedule = new RefitSchedule(() => true, start)
    for (let verdict = 0; verdict < 5; verdict += 1) {
      schedule.noteVerdict()
      vi.advanceTimersByTime(10_000)
    }
    expect(start).not.toHaveBeenCalled()
    vi.advanceTimersByTime(60_000)
    expect(start).toHaveBeenCalledOnce()
  })

  it('does not start when there is too little new to learn from, or when it was called off', () => {
    const start = vi.fn()
    const idle = new RefitSchedule(() => false, start)
    idle.noteVerdict()
    const closed = new RefitSchedule(() => true, start)
    closed.noteVerdict()
    closed.cancel()
    vi.advanceTimersByTime(60_000)
    expect(start).not.toHaveBeenCalled()
  })
})
