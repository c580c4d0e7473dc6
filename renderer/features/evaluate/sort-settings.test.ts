import { describe, expect, it } from 'vitest'
import { makeFigures, makeSetting } from './make-report.test-data.ts'
import { nextSort, SETTING_COLUMNS, sortSettings } from './sort-settings.ts'

const table = [
  makeSetting({ model: 'B', threshold: '0.3', figures: makeFigures(0.7) }),
  makeSetting({ model: 'C', threshold: '0.05', figures: makeFigures(null) }),
  makeSetting({ model: 'A', threshold: '0.35 to 0.8 by category', figures: makeFigures(0.9) }),
]
const modelsBy = (...sort: Parameters<typeof sortSettings>) => sortSettings(...sort).map(({ model }) => model)

describe('sortSettings', () => {
  it('keeps the order of the report until a column is chosen', () => {
    expect(modelsBy(table, null)).toEqual(['B', 'C', 'A'])
  })

  it('puts the best figure first and what is not defined last, in both directions', () => {
    expect(modelsBy(table, { column: 'f1', direction: 'descending' })).toEqual(['A', 'B', 'C'])
    expect(modelsBy(table, { column: 'f1', direction: 'ascending' })).toEqual(['B', 'A', 'C'])
  })

  it('reads thresholds as numbers where they begin with one', () => {
    expect(modelsBy(table, { column: 'threshold', direction: 'ascending' })).toEqual(['C', 'B', 'A'])
    expect(modelsBy(table, { column: 'model', direction: 'ascending' })).toEqual(['A', 'B', 'C'])
  })
})

describe('nextSort', () => {
  it('starts figures at the best and words at A, and turns round at the second click', () => {
    const [model, f1] = SETTING_COLUMNS
    expect(nextSort(null, f1)).toEqual({ column: 'f1', direction: 'descending' })
    expect(nextSort({ column: 'f1', direction: 'descending' }, f1).direction).toBe('ascending')
    expect(nextSort({ column: 'f1', direction: 'ascending' }, model)).toEqual({
      column: 'model',
      direction: 'ascending',
    })
  })
})
