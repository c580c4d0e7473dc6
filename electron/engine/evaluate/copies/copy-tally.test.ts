import { describe, expect, it } from 'vitest'
import { CopyTally } from './copy-tally.ts'

describe('a tally of copies', () => {
  it('counts copies whose original is the nearest, and shares ties', () => {
    const tally = new CopyTally()
    tally.add(Float64Array.of(0.1, 0.2, 0.3), 0)
    tally.add(Float64Array.of(0.1, 0.2, 0.3), 1)
    tally.add(Float64Array.of(0.2, 0.1, 0.1), 2)
    expect(CopyTally.figuresOf([tally])).toMatchObject({ copies: 3, recallAt1: 1.5 / 3 })
  })

  it('takes no picture for wrong that is left out', () => {
    const tally = new CopyTally()
    tally.add(Float64Array.of(0.5, 0.1, 0.6), 0, new Set([1]))
    expect(CopyTally.figuresOf([tally])).toEqual({
      copies: 1,
      recallAt1: 1,
      recallAtPrecision: 1,
      distance: 0.5,
    })
  })

  it('calls pairs of one distance together', () => {
    const tally = new CopyTally()
    tally.add(Float64Array.of(0.1, 0.9), 0)
    tally.add(Float64Array.of(0.2, 0.9), 0)
    tally.add(Float64Array.of(0.2, 0.2), 0)
    expect(CopyTally.figuresOf([tally])).toMatchObject({ recallAtPrecision: 1 / 3, distance: 0.1 })
  })

  it('finds no distance where the nearest pair of all is wrong', () => {
    const tally = new CopyTally()
    tally.add(Float64Array.of(0.3, 0.1), 0)
    expect(CopyTally.figuresOf([tally])).toMatchObject({ recallAtPrecision: 0, distance: null })
  })

  it('has no figures without copies', () => {
    expect(CopyTally.figuresOf([])).toEqual({
      copies: 0,
      recallAt1: null,
      recallAtPrecision: null,
      distance: null,
    })
  })

  it('has the recall at a precision of scikit-learn 1.9.1, precision_recall_curve, also over several tallies', () => {
    const tallies = [new CopyTally(), new CopyTally()]
    for (let copy = 0; copy < 1500; copy += 1) {
      const distances = Float64Array.from(
        { length: 6 },
        (_, other) => (20 + ((copy * 7919 + other * 104_729) % 180)) / 100,
      )
      distances[copy % 6] = (((copy * 37) % 59) + 1) / 100
      tallies[copy % 2]?.add(distances, copy % 6)
    }
    const figures = CopyTally.figuresOf(tallies)
    expect(figures.copies).toBe(1500)
    expect(figures.recallAtPrecision).toBeCloseTo(485 / 1500, 12)
    expect(figures.distance).toBeCloseTo(0.19, 12)
    expect(figures.recallAt1).toBeCloseTo(0.645, 12)
  })
})
