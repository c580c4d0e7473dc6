import { describe, expect, it } from 'vitest'
import { findBoxColumns, readBox } from './box-columns.ts'

describe('box columns', () => {
  it('are found by the names of queries.csv, in any case and order', () => {
    expect(findBoxColumns(['user_img_id', 'img_path', 'BBOX_X', 'bbox_y', 'bbox_h', 'bbox_w'])).toEqual({
      x: 'BBOX_X',
      y: 'bbox_y',
      width: 'bbox_w',
      height: 'bbox_h',
    })
  })

  it('are none unless all four are there', () => {
    expect(findBoxColumns(['bbox_x', 'bbox_y', 'bbox_w'])).toBeNull()
  })
})

describe('a box', () => {
  it('is read from four numbers', () => {
    expect(readBox(['12', '0.5', '100', '80'])).toEqual({ x: 12, y: 0.5, width: 100, height: 80 })
  })

  it('is none where all cells are empty', () => {
    expect(readBox([null, null, null, null])).toBeNull()
  })

  it.each([
    [['1', null, '3', '4'], 'numbers'],
    [['1', '2', 'x', '4'], 'numbers'],
    [['1', '2', '0', '4'], 'above 0'],
    [['1', '2', '3', '-4'], 'above 0'],
    [['Infinity', '2', '3', '4'], 'numbers'],
  ])('of %j is refused', (cells, words) => {
    expect(readBox(cells)).toContain(words)
  })
})
