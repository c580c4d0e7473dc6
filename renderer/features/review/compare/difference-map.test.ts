import { describe, expect, it } from 'vitest'
import { differenceMap } from './difference-map.ts'
import type { Pixels } from './plane.ts'

const SAME = { mirrored: false, scale: 1, x: 0, y: 0 }
type Colour = readonly [number, number, number]

function draw(width: number, height: number, colourAt: (x: number, y: number) => Colour): Pixels {
  const data = new Uint8ClampedArray(width * height * 4)
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) data.set([...colourAt(x, y), 255], (y * width + x) * 4)
  }
  return { width, height, data }
}
const isIn = (x: number, y: number, left: number, top: number, edge: number): boolean =>
  x >= left && x < left + edge && y >= top && y < top + edge
const mug = (colour: Colour, label: Colour) =>
  draw(90, 90, (x, y) => (isIn(x, y, 66, 66, 12) ? label : isIn(x, y, 20, 20, 60) ? colour : [250, 250, 250]))
const brightness = ({ data, width }: Pixels, x: number, y: number): number => data[(y * width + x) * 4] ?? 0

describe('differenceMap', () => {
  it('is dark everywhere of two equal pictures', () => {
    const map = differenceMap(mug([200, 40, 40], [0, 0, 0]), mug([200, 40, 40], [0, 0, 0]), SAME)
    expect(map).toMatchObject({ overlap: 1, differing: 0, mostAt: null })
    expect(Math.max(...map.data.filter((_, at) => at % 4 === 0))).toBeLessThan(100)
  })

  it('glows where they differ, and says in which ninth', () => {
    const map = differenceMap(mug([200, 40, 40], [0, 0, 0]), mug([200, 40, 40], [200, 40, 40]), SAME)
    expect(brightness(map, 72, 72)).toBeGreaterThan(brightness(map, 40, 40) + 100)
    expect(map.differing).toBeCloseTo(144 / 8100, 2)
    expect(map.mostAt).toBe(8)
  })

  it('sees that only the colour differs', () => {
    const map = differenceMap(mug([200, 60, 60], [0, 0, 0]), mug([60, 60, 200], [0, 0, 0]), SAME)
    expect(map.differing).toBeGreaterThan(0.3)
    expect(map.mostAt).toBe(4)
  })

  it('takes no darker exposure for a difference', () => {
    const bright = mug([200, 140, 140], [90, 90, 90])
    const dark = draw(90, 90, (x, y) => {
      const at = (y * 90 + x) * 4
      const darker = (channel: number): number => 10 + 0.7 * (bright.data[at + channel] ?? 0)
      return [darker(0), darker(1), darker(2)]
    })
    expect(differenceMap(bright, dark, SAME).differing).toBe(0)
  })

  it('counts only what both show, mirrored where they were', () => {
    const fixed = mug([200, 40, 40], [0, 0, 0])
    const mirrored = draw(90, 90, (x, y) => {
      const at = (y * 90 + 89 - x) * 4
      return [fixed.data[at] ?? 0, fixed.data[at + 1] ?? 0, fixed.data[at + 2] ?? 0]
    })
    expect(differenceMap(fixed, mirrored, { ...SAME, mirrored: true }).differing).toBe(0)
    const half = differenceMap(fixed, fixed, { ...SAME, x: 45 })
    expect(half.overlap).toBeCloseTo(0.5, 1)
  })
})
