import { describe, expect, it } from 'vitest'
import { rewrittenMeasure, type Measure } from './measure.ts'
import { randomFor } from './random.ts'
import { RANGES } from './ranges.ts'

/** What a unit is in the base unit of its kind, written down here on its own. */
const IN_BASE_UNITS: Readonly<Record<string, number>> = {
  ml: 1,
  cl: 10,
  l: 1000,
  litre: 1000,
  liters: 1000,
  g: 1,
  gr: 1,
  gram: 1,
  kg: 1000,
  mm: 1,
  cm: 10,
}

function inBaseUnits(text: string): number {
  const match = /^H?([\d.]+) ?([a-z]+)$/i.exec(text)
  const factor = IN_BASE_UNITS[match?.[2]?.toLowerCase() ?? '']
  if (match === null || factor === undefined)
    throw new Error(`Expected an amount with a unit but received ${text}`)
  return Number(match[1]) * factor
}

describe('rewrittenMeasure', () => {
  it('says the same amount whatever the unit', () => {
    const random = randomFor(1, 'measures')
    const measures: Measure[] = RANGES.flatMap((range) => range.measures)
    for (const measure of measures) {
      for (let turn = 0; turn < 30; turn += 1) {
        const text = rewrittenMeasure(measure, random)
        expect(inBaseUnits(text)).toBeCloseTo(inBaseUnits(`${measure.amount} ${measure.unit}`), 6)
      }
    }
  })
})
