import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { FirstLines } from './first-lines.ts'

describe('FirstLines', () => {
  it('answers as a Map of the ids themselves would', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ maxLength: 2 })), (ids) => {
        const lines = new FirstLines()
        const reference = new Map<string, number>()
        ids.forEach((id, index) => {
          expect(lines.note(id, index + 1)).toBe(reference.get(id) ?? null)
          if (!reference.has(id)) reference.set(id, index + 1)
        })
      }),
    )
  })

  it('remembers every id while it grows', () => {
    const lines = new FirstLines()
    for (let line = 1; line <= 20_000; line++) expect(lines.note(`sku-${line}`, line)).toBeNull()
    for (let line = 1; line <= 20_000; line++) expect(lines.note(`sku-${line}`, 1)).toBe(line)
  })
})
