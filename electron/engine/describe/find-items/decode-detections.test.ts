import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { floatsOf, readReference } from '../../models/architectures/conditional-detr-reference.fixture.ts'
import { cropPicture } from './crop-picture.ts'
import { decodeDetections } from './decode-detections.ts'

const FASHION = ['bag', 'bottom', 'dress', 'hat', 'outer', 'shoes', 'top']
const picture = { width: 100, height: 80 }

/** One query a row. */
function output(queries: readonly { logits: readonly number[]; box: readonly number[] }[]) {
  return {
    logits: Float32Array.from(queries.flatMap(({ logits }) => logits)),
    boxes: Float32Array.from(queries.flatMap(({ box }) => box)),
  }
}

describe('detections', () => {
  it.each([0, 0.4])(
    "equal those of transformers' image processor above %d, cut to the picture",
    (threshold) => {
      const reference = readReference('conditional_detr/post-processing')
      const [height = 0, width = 0] = reference('size').data
      const raw = { logits: floatsOf(reference('logits')), boxes: floatsOf(reference('boxes')) }
      const found = decodeDetections(raw, { labels: FASHION, threshold }, { width, height })

      const name = `above-${threshold.toFixed(1)}`
      const [scores, labels, corners] = ['scores', 'labels', 'corners'].map(
        (part) => reference(`${name}.${part}`).data,
      )
      const inside = (edge: number | undefined, size: number) => Math.min(size, Math.max(0, edge ?? NaN))
      const expected = Array.from(scores ?? [], (score, index) => {
        const x = inside(corners?.[index * 4], width)
        const y = inside(corners?.[index * 4 + 1], height)
        const right = inside(corners?.[index * 4 + 2], width)
        const bottom = inside(corners?.[index * 4 + 3], height)
        return {
          label: FASHION[labels?.[index] ?? -1],
          score,
          box: { x, y, width: right - x, height: bottom - y },
        }
      })
      expect(expected.length).toBeGreaterThan(20)
      expect(found.map(({ label, box }) => ({ label, box }))).toEqual(
        expected.map(({ label, box }) => ({ label, box })),
      )
      // The last bit of an exponential is the library's own affair.
      for (const [index, { score }] of found.entries())
        expect(score).toBeCloseTo(expected[index]?.score ?? NaN, 6)
    },
  )

  it('are of a query once for each class that is above the threshold', () => {
    const raw = output([{ logits: [2, -2, 1], box: [0.5, 0.5, 0.5, 0.5] }])
    const found = decodeDetections(raw, { labels: ['top', 'hat', 'dress'], threshold: 0.5 }, picture)
    expect(found.map(({ label }) => label)).toEqual(['top', 'dress'])
    expect(found[0]?.box).toEqual({ x: 25, y: 20, width: 50, height: 40 })
  })

  it('leave out classes without a meaning, and scores that only reach the threshold', () => {
    const raw = output([{ logits: [3, 0, 1], box: [0.5, 0.5, 0.5, 0.5] }])
    const found = decodeDetections(raw, { labels: [null, 'hat', 'dress'], threshold: 0.5 }, picture)
    expect(found.map(({ label }) => label)).toEqual(['dress'])
  })

  it('leave out boxes outside of the picture, of no whole pixel, turned inside out, or not made of numbers', () => {
    const boxes = [
      [1.5, 0.5, 0.5, 0.5],
      [0.5, 0.5, 0, 0.5],
      [0.502, 0.5, 0.001, 0.5],
      [0.5, 0.5, -0.5, 0.5],
      [Number.NaN, 0.5, 0.5, 0.5],
      [0.5, 0.5, 0.5, Number.NaN],
      [Number.POSITIVE_INFINITY, 0.5, Number.POSITIVE_INFINITY, 0.5],
    ]
    const raw = output(boxes.map((box) => ({ logits: [5], box })))
    expect(decodeDetections(raw, { labels: ['bag'], threshold: 0.4 }, picture)).toEqual([])
  })

  it('are in the order of queries where scores are equal', () => {
    const raw = output([0.2, 0.4, 0.6].map((centre) => ({ logits: [40, 50], box: [centre, 0.5, 0.2, 0.2] })))
    const found = decodeDetections(raw, { labels: ['bag', 'hat'], threshold: 0.4 }, picture)
    expect(found.map(({ label, box }) => `${label} ${Math.round(box.x)}`)).toEqual([
      'bag 10',
      'hat 10',
      'bag 30',
      'hat 30',
      'bag 50',
      'hat 50',
    ])
  })

  it('are refused where the lengths of what the graph gave do not fit together', () => {
    const raw = { logits: new Float32Array(13), boxes: new Float32Array(8) }
    expect(() => decodeDetections(raw, { labels: FASHION, threshold: 0.4 }, picture)).toThrow(
      'Expected a logit for each of 7 classes and four numbers a box but received 13 logits and 8 numbers of boxes',
    )
  })

  it('can all be cut out of the picture, best first, whatever a graph gives', () => {
    const edge = fc.integer({ min: 1, max: 40 })
    const query = fc.record({
      logits: fc.array(fc.float(), { minLength: 3, maxLength: 3 }),
      box: fc.array(fc.oneof(fc.float(), fc.float({ min: -1, max: 2, noNaN: true })), {
        minLength: 4,
        maxLength: 4,
      }),
    })
    fc.assert(
      fc.property(fc.array(query, { maxLength: 50 }), edge, edge, (queries, width, height) => {
        const found = decodeDetections(
          output(queries),
          { labels: ['bag', null, 'hat'], threshold: 0.3 },
          { width, height },
        )
        const scores = found.map(({ score }) => score)
        expect(scores).toEqual(scores.toSorted((a, b) => b - a))
        for (const { score, box } of found) {
          expect(score).toBeGreaterThan(0.3)
          expect(score).toBeLessThanOrEqual(1)
          expect(box.x).toBeGreaterThanOrEqual(0)
          expect(box.y).toBeGreaterThanOrEqual(0)
          expect(box.x + box.width).toBeLessThanOrEqual(width)
          expect(box.y + box.height).toBeLessThanOrEqual(height)
          const cut = cropPicture({ data: new Uint8Array(width * height * 3), width, height }, box)
          expect(cut.data.length).toBe(cut.width * cut.height * 3)
          expect(cut.data.length).toBeGreaterThan(0)
        }
      }),
    )
  })
})
