import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { alignPlanes, valueAt, type Alignment } from './align-planes.ts'
import { emptyPlane, mirrorPlane, type Plane } from './plane.ts'

interface Patch {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  readonly value: number
}

/** Patches on white, as a product on its ground: a scene that has a value between the pixels too. */
function makeScene(patches: readonly Patch[]): (u: number, v: number) => number {
  return (u, v) => {
    let value = 245
    for (const { x, y, width, height, value: own } of patches) {
      const inside = Math.min(u - x, x + width - u, v - y, y + height - v)
      // Two pixels of soft edge, as a lens has them.
      const share = Math.min(1, Math.max(0, inside / 2 + 0.5))
      value = value * (1 - share) + own * share
    }
    return value
  }
}

function draw(width: number, height: number, at: (u: number, v: number) => number): Plane {
  const plane = emptyPlane(width, height)
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) plane.data[y * width + x] = at(x + 0.5, y + 0.5)
  }
  return plane
}

const patch = fc.record({
  x: fc.double({ min: 10, max: 180, noNaN: true }),
  y: fc.double({ min: 10, max: 180, noNaN: true }),
  width: fc.double({ min: 16, max: 110, noNaN: true }),
  height: fc.double({ min: 16, max: 110, noNaN: true }),
  value: fc.integer({ min: 0, max: 220 }),
})
const patches = fc.array(patch, { minLength: 6, maxLength: 12 })
const WIDTH = 240
const HEIGHT = 220

/** How far the corners of what is shown are from where they belong, in pixels of the fixed picture. */
function cornerError(found: Alignment, truth: Alignment, moved: Plane): number {
  const corners = [0.2, 0.8].flatMap((u) =>
    [0.2, 0.8].map((v) => [u * moved.width, v * moved.height] as const),
  )
  return Math.max(
    ...corners.map(([u, v]) =>
      Math.hypot(
        found.x + found.scale * u - truth.x - truth.scale * u,
        found.y + found.scale * v - truth.y - truth.scale * v,
      ),
    ),
  )
}

describe('alignPlanes', () => {
  it('finds a shifted, scaled, mirrored and brightened copy to within two pixels', () => {
    fc.assert(
      fc.property(
        patches,
        fc.double({ min: 0.6, max: 1.6, noNaN: true }),
        fc.double({ min: -30, max: 30, noNaN: true }),
        fc.double({ min: -30, max: 30, noNaN: true }),
        fc.boolean(),
        fc.double({ min: 0.6, max: 1, noNaN: true }),
        (drawn, scale, x, y, mirrored, gain) => {
          const scene = makeScene(drawn)
          const fixed = draw(WIDTH, HEIGHT, scene)
          const size = [Math.round(WIDTH / scale), Math.round(HEIGHT / scale)] as const
          const copy = draw(size[0], size[1], (u, v) => 20 + gain * scene(x + scale * u, y + scale * v))
          const outcome = alignPlanes(fixed, mirrored ? mirrorPlane(copy) : copy)
          expect(outcome).not.toBeNull()
          if (outcome === null) return
          expect(outcome.alignment.mirrored).toBe(mirrored)
          expect(cornerError(outcome.alignment, { mirrored, scale, x, y }, copy)).toBeLessThan(2)
        },
      ),
      { numRuns: 8, seed: 7 },
    )
  })

  it('finds a part of 45% in the whole, and the whole around it', () => {
    const scene = makeScene([
      { x: 60, y: 50, width: 120, height: 130, value: 60 },
      { x: 80, y: 70, width: 40, height: 20, value: 200 },
      { x: 90, y: 110, width: 60, height: 40, value: 140 },
      { x: 130, y: 60, width: 20, height: 30, value: 10 },
    ])
    const whole = draw(WIDTH, HEIGHT, scene)
    const part = draw(240, 220, (u, v) => scene(66 + 0.45 * u, 56 + 0.45 * v))
    const into = alignPlanes(whole, part)
    expect(into?.alignment.scale).toBeCloseTo(0.45, 2)
    expect(into?.alignment.x).toBeCloseTo(66, -0.3)
    const around = alignPlanes(part, whole)
    expect(around?.alignment.scale).toBeCloseTo(1 / 0.45, 1)
  })

  it('says that pictures of unrelated things cannot be aligned', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e6 }), fc.integer({ min: 1, max: 1e6 }), (one, other) => {
        fc.pre(one !== other)
        expect(alignPlanes(noise(one), noise(other))).toBeNull()
      }),
      { numRuns: 4, seed: 3 },
    )
  })

  it('says so of an even ground and of a picture of a few pixels too', () => {
    const even = draw(100, 100, () => 255)
    expect(alignPlanes(even, even)).toBeNull()
    expect(
      alignPlanes(
        draw(4, 4, (u) => u * 50),
        draw(300, 300, (u, v) => u + v),
      ),
    ).toBeNull()
  })
})

describe('valueAt', () => {
  it('lies between the pixels around', () => {
    const plane = { width: 2, height: 2, data: Float32Array.of(0, 10, 20, 30) }
    expect(valueAt(plane, 0.5, 0.5)).toBe(15)
    expect(valueAt(plane, -3, 9)).toBe(20)
  })
})

/** Texture of all sizes, the same for the same seed. */
function noise(seed: number): Plane {
  let state = seed
  const random = (): number => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return state / 2_147_483_648
  }
  const scene = makeScene(
    Array.from({ length: 60 }, () => ({
      x: random() * 220,
      y: random() * 220,
      width: 8 + random() * 50,
      height: 8 + random() * 50,
      value: random() * 255,
    })),
  )
  return draw(200, 200, scene)
}
