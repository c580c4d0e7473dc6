import { describe, expect, it } from 'vitest'
import { MissingPictures } from './missing-pictures.ts'
import type { ImportProblem } from './problem.ts'

function gather(rows: readonly ('found' | 'missing')[]): ImportProblem[] {
  const told: ImportProblem[] = []
  const pictures = new MissingPictures('/shop/train.csv', (problem) => told.push(problem))
  rows.forEach((row, n) => {
    if (row === 'found') pictures.noteFound()
    else
      pictures.noteMissing({
        severity: 'warning',
        code: 'IMAGE_NOT_FOUND',
        path: '/shop/train.csv',
        line: n + 2,
        reason: `No picture called "${n}.jpg" is below /shop`,
        advice: 'Correct the name',
      })
  })
  pictures.finish()
  return told
}
const missing = (rows: number) => Array.from({ length: rows }, () => 'missing' as const)

describe('pictures that a table names and that are not there', () => {
  it('are one problem where none of them is', () => {
    expect(gather(missing(34_250))).toEqual([
      {
        severity: 'warning',
        code: 'IMAGE_NOT_FOUND',
        path: '/shop/train.csv',
        line: null,
        reason:
          'None of the 34250 pictures that rows name was found. No picture called "0.jpg" is below /shop',
        advice: expect.stringContaining('Choose the folder'),
      },
    ])
  })

  it('are told row by row where some are, in the order of the rows', () => {
    const lines = gather([...missing(5), 'found', ...missing(2)]).map(({ line }) => line)
    expect(lines).toEqual([2, 3, 4, 5, 6, 8, 9])
  })

  it('are told row by row where there are but a few', () => {
    expect(gather(missing(3))).toHaveLength(3)
    expect(gather([])).toEqual([])
    expect(gather(['found'])).toEqual([])
  })

  it('are counted where a picture turns up only after a thousand rows', () => {
    const told = gather([...missing(1_200), 'found', 'missing'])
    expect(told).toHaveLength(1_002)
    expect(told.at(-1)).toMatchObject({
      line: null,
      reason: '200 more pictures that rows name were not found',
    })
  })
})
