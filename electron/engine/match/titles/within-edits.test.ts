import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { withinEdits } from './within-edits.ts'

/** The textbook table of optimal string alignment, as an independent reference. */
function alignmentDistance(a: string, b: string): number {
  const table = Array.from({ length: a.length + 1 }, (_, row) =>
    Array.from({ length: b.length + 1 }, (__, column) => (row === 0 ? column : column === 0 ? row : 0)),
  )
  const at = (row: number, column: number): number => table[row]?.[column] ?? Infinity
  for (let row = 1; row <= a.length; row += 1) {
    for (let column = 1; column <= b.length; column += 1) {
      const changed = at(row - 1, column - 1) + (a[row - 1] === b[column - 1] ? 0 : 1)
      const swapped =
        a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1] ? at(row - 2, column - 2) + 1 : Infinity
      const cells = table[row]
      if (cells !== undefined) {
        cells[column] = Math.min(changed, swapped, at(row - 1, column) + 1, at(row, column - 1) + 1)
      }
    }
  }
  return at(a.length, b.length)
}

const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 9 })

describe('withinEdits', () => {
  it('agrees with the table of optimal string alignment', () => {
    fc.assert(
      fc.property(word, word, fc.integer({ min: 0, max: 3 }), (a, b, edits) => {
        expect(withinEdits(a, b, edits)).toBe(alignmentDistance(a, b) <= edits)
      }),
      { numRuns: 2_000 },
    )
  })

  it('counts a swap as one edit', () => {
    expect(withinEdits('jiuce', 'juice', 1)).toBe(true)
    expect(withinEdits('jiuce', 'juice', 0)).toBe(false)
  })
})
