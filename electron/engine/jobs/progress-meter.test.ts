import { describe, expect, it } from 'vitest'
import type { Progress } from '../../contract/progress.ts'
import { ProgressMeter } from './progress-meter.ts'

function meter() {
  const told: Progress[] = []
  const clock = { ms: 0 }
  return {
    told,
    clock,
    meter: new ProgressMeter(
      (progress) => told.push(progress),
      () => clock.ms,
    ),
  }
}

describe('ProgressMeter', () => {
  it('says how fast a stage goes and how long it still takes', () => {
    const { told, clock, meter: measured } = meter()
    measured.start('describe', 100)
    clock.ms = 2000
    measured.update(20)
    expect(told.at(-1)).toEqual({
      stage: 'describe',
      done: 20,
      total: 100,
      itemsPerSecond: 10,
      secondsLeft: 8,
    })
  })

  it('keeps what the stages before did, those of several sources together', () => {
    const { told, clock, meter: measured } = meter()
    measured.start('scan', null)
    clock.ms = 1000
    measured.update(7, 7)
    measured.start('read-table', 50)
    clock.ms = 3000
    measured.update(50)
    measured.start('scan', null)
    clock.ms = 4000
    measured.update(5, 5)
    measured.start('describe', 12)
    expect(told.at(-1)?.earlier).toEqual([
      { stage: 'scan', done: 12, seconds: 2 },
      { stage: 'read-table', done: 50, seconds: 2 },
    ])
  })

  it('does not take the time that a job was held for slowness', () => {
    const { told, clock, meter: measured } = meter()
    measured.start('describe', 100)
    clock.ms = 1000
    measured.update(10)
    clock.ms = 3_601_000
    measured.goOn()
    clock.ms = 3_602_000
    measured.update(20)
    expect(told.at(-1)).toMatchObject({ done: 20, itemsPerSecond: 10, secondsLeft: 8 })
  })
})
