import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { pagesOf } from './page-window.ts'

describe('pagesOf', () => {
  it('asks for the first page while nothing is known', () => {
    expect(pagesOf(0, 0, 60, null)).toEqual([0])
    expect(pagesOf(0, -1, 60, 0)).toEqual([0])
  })

  it('asks for two pages where the view lies over their border', () => {
    expect(pagesOf(55, 65, 60, 1000)).toEqual([0, 1])
  })

  it('covers every visible row of the list, and asks for no page beyond its end', () => {
    fc.assert(
      fc.property(
        fc.nat(10_000),
        fc.nat(200),
        fc.integer({ min: 1, max: 200 }),
        fc.nat(10_000),
        (first, more, size, rest) => {
          const total = first + 1 + rest
          const pages = pagesOf(first, first + more, size, total)
          const lastVisible = Math.min(first + more, total - 1)
          expect(pages).toContain(Math.floor(first / size))
          expect(pages).toContain(Math.floor(lastVisible / size))
          expect(Math.max(...pages) * size).toBeLessThan(total)
        },
      ),
    )
  })
})
