import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { rankGallery } from './rank-gallery.ts'

describe('rankGallery', () => {
  it('ranks by the best of several vectors, ties by number, and gives nothing to a query without any', async () => {
    const vectors = Float32Array.of(1, 0, 0, 1, 0.6, 0.8)
    const queries = { offsets: Uint32Array.of(0, 1, 1), rows: Uint32Array.of(0) }
    // Listing 0 has two pictures, 1 none, 2 the same as one of 0's, 3 another.
    const gallery = { offsets: Uint32Array.of(0, 2, 2, 3, 4), rows: Uint32Array.of(1, 2, 2, 0) }
    const ranked = await rankGallery(vectors, 2, queries, gallery, 10)
    expect([...ranked.offsets]).toEqual([0, 3, 3])
    expect([...ranked.rows]).toEqual([3, 0, 2])
    expect(ranked.distances[1]).toBeCloseTo(0.4, 6)
  })

  it('is the same as sorting all distances', async () => {
    const unit = fc.integer({ min: 0, max: 359 }).map((degrees) => (degrees * Math.PI) / 180)
    await fc.assert(
      fc.asyncProperty(
        fc.array(unit, { minLength: 1, maxLength: 20 }),
        fc.integer({ min: 1, max: 8 }),
        async (angles, top) => {
          const vectors = Float32Array.from(angles.flatMap((angle) => [Math.cos(angle), Math.sin(angle)]))
          const all = Uint32Array.from(angles.keys())
          const listed = { offsets: Uint32Array.from({ length: angles.length + 1 }, (_, n) => n), rows: all }
          const ranked = await rankGallery(vectors, 2, listed, listed, top)
          for (const query of angles.keys()) {
            const dot = (other: number): number =>
              [0, 1].reduce(
                (sum, d) => sum + (vectors[2 * query + d] ?? 0) * (vectors[2 * other + d] ?? 0),
                0,
              )
            const distance = (other: number): number => Math.fround(Math.max(0, 1 - dot(other)))
            const expected = [...all].toSorted((a, b) => distance(a) - distance(b) || a - b).slice(0, top)
            expect([...ranked.rows.subarray(ranked.offsets[query], ranked.offsets[query + 1])]).toEqual(
              expected,
            )
          }
        },
      ),
    )
  })

  it('takes an empty gallery', async () => {
    const none = { offsets: Uint32Array.of(0), rows: new Uint32Array() }
    const one = { offsets: Uint32Array.of(0, 1), rows: Uint32Array.of(0) }
    expect([...(await rankGallery(Float32Array.of(1), 1, one, none, 5)).offsets]).toEqual([0, 0])
  })
})
