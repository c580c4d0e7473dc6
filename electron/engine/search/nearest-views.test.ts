import { describe, expect, it } from 'vitest'
import { CosineIndex } from '../vector-index/cosine-index.ts'
import { nearestItems } from './nearest-views.ts'

const DIMENSION = 16
const VIEWS = 3_000

/** Mulberry32. */
function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

describe('the items nearest to a picture', () => {
  const random = seeded(7)
  const embeddings = new Float32Array(VIEWS * DIMENSION)
  for (let view = 0; view < VIEWS; view += 1) {
    // Most of each vector is one of eight directions, as pictures of eight kinds would be.
    for (let d = 0; d < DIMENSION; d += 1)
      embeddings[view * DIMENSION + d] = random() - 0.5 + (d % 8 === view % 8 ? 1 : 0)
    const row = embeddings.subarray(view * DIMENSION, (view + 1) * DIMENSION)
    const length = Math.hypot(...row)
    row.forEach((value, d) => (row[d] = value / length))
  }
  const labels = Uint16Array.from({ length: VIEWS }, (_, view) => view % 3)
  const pictures = {
    count: VIEWS,
    phashes: new Uint8Array(),
    embeddings,
    dimension: DIMENSION,
    labels,
    distanceScale: 1,
  }
  // Two views an item.
  const itemsOfViews = {
    offsets: Uint32Array.from({ length: VIEWS + 1 }, (_, view) => view),
    items: Uint32Array.from({ length: VIEWS }, (_, view) => view >> 1),
  }
  const queryOf = (view: number, label: number) => ({
    vectors: embeddings.slice(view * DIMENSION, (view + 1) * DIMENSION),
    labels: Uint16Array.of(label),
  })
  const topOf = (found: Map<number, number>, count: number) =>
    [...found].toSorted((a, b) => a[1] - b[1] || a[0] - b[0]).slice(0, count)

  it('are through the index those of comparing with every view, also where few pass', async () => {
    const index = await CosineIndex.build(embeddings, DIMENSION)
    const third = Uint8Array.from({ length: VIEWS / 2 }, (_, item) => (item % 3 === 0 ? 1 : 0))
    const few = Uint8Array.from({ length: VIEWS / 2 }, (_, item) => (item === 5 || item === 600 ? 1 : 0))
    for (const passing of [null, third, few]) {
      const searched = { pictures, itemsOfViews, index }
      const through = nearestItems(queryOf(100, 0), searched, passing, 10, 0)
      const exact = nearestItems(queryOf(100, 0), { ...searched, index: null }, passing, 10)
      const [got, expected] = [topOf(through, 10), topOf(exact, 10)]
      expect(expected.length).toBe(passing === few ? 2 : 10)
      expect(got.map(([item]) => item)).toEqual(expected.map(([item]) => item))
      got.forEach(([, distance], n) => expect(distance).toBeCloseTo(expected[n]?.[1] ?? Number.NaN, 5))
      // Where few pass, every view of theirs is compared; else the index is asked, which gives more than were wanted.
      expect(through.size > exact.size).toBe(passing !== few)
    }
  })

  it('are compared by views of the same label and by unlabelled ones', () => {
    const found = nearestItems(queryOf(1, 1), { pictures, itemsOfViews, index: null }, null, VIEWS)
    // Both of an item's views are of another label in every third item: views 2 mod 3 and their neighbours are not.
    const expected = Array.from({ length: VIEWS / 2 }, (_, item) => item).filter((item) =>
      [2 * item, 2 * item + 1].some((view) => view % 3 !== 2),
    )
    expect([...found.keys()].toSorted((a, b) => a - b)).toEqual(expected)
    expect(found.get(0)).toBeCloseTo(0, 6)
  })
})
