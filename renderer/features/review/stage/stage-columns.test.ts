import { describe, expect, it } from 'vitest'
import { stageColumns } from './stage-columns.ts'

describe('stageColumns', () => {
  it('lays two side by side where the stage is wide, and above each other where it is narrow', () => {
    expect(stageColumns(2, { width: 1000, height: 600 }, 60)).toBe(2)
    expect(stageColumns(2, { width: 300, height: 900 }, 60)).toBe(1)
  })

  it('makes a square of four where that shows them larger', () => {
    expect(stageColumns(4, { width: 1000, height: 900 }, 60)).toBe(2)
    expect(stageColumns(4, { width: 1600, height: 400 }, 60)).toBe(4)
  })

  it('never leaves a row half empty', () => {
    expect(stageColumns(4, { width: 980, height: 740 }, 64)).toBe(2)
    expect([1, 3]).toContain(stageColumns(3, { width: 700, height: 700 }, 64))
  })

  it('gives one column for one panel, and for a stage without a size', () => {
    expect(stageColumns(1, { width: 800, height: 600 }, 60)).toBe(1)
    expect(stageColumns(1, { width: 0, height: 0 }, 60)).toBe(1)
  })
})
