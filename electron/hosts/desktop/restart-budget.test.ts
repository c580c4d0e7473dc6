import { describe, expect, it } from 'vitest'
import { RestartBudget } from './restart-budget.ts'

describe('RestartBudget', () => {
  it('allows three restarts within five minutes', () => {
    const budget = new RestartBudget()
    expect([0, 1, 2, 3].map((nowMs) => budget.take(nowMs))).toEqual([true, true, true, false])
  })

  it('allows more once the first ones are long ago', () => {
    const budget = new RestartBudget(1, 1000)
    expect([0, 999, 1000, 1500].map((nowMs) => budget.take(nowMs))).toEqual([true, false, true, false])
  })
})
