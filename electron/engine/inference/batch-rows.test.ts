import fc from 'fast-check'
import { expect, it } from 'vitest'
import { joinResults, rowsOf } from './batch-rows.ts'

it('a batch that is cut anywhere and joined again is the same', () => {
  const batches = fc
    .tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 0, max: 5 }))
    .chain(([rows, columns]) =>
      fc.record({
        dims: fc.constant([rows, columns] as const),
        data: fc.float32Array({ minLength: rows * columns, maxLength: rows * columns }),
        cuts: fc.uniqueArray(fc.integer({ min: 1, max: rows })),
      }),
    )
  fc.assert(
    fc.property(batches, ({ dims, data, cuts }) => {
      const [rows] = dims
      const ends = [...new Set([...cuts, rows])].sort((a, b) => a - b)
      const parts = ends.map((end, index) => {
        const { x } = rowsOf({ x: { type: 'float32', data, dims } }, ends[index - 1] ?? 0, end)
        if (x?.type !== 'float32') throw new Error('Expected the same type')
        return { x: { data: x.data, dims: x.dims } }
      })
      expect(joinResults(parts)).toEqual({ x: { data, dims: [...dims] } })
    }),
  )
})
