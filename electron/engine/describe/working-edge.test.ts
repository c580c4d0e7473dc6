import { describe, expect, it } from 'vitest'
import type { PixelInput } from '../models/preprocessing/pixel-input.ts'
import { workingEdge } from './working-edge.ts'

const input = { name: 'pixels', widthPx: 224, heightPx: 256, interpolation: 'bicubic' } as const
const edgeOf = (resize: PixelInput['resize']): number | undefined => workingEdge({ ...input, resize })

describe("what a model makes of a picture's shortest edge", () => {
  it('is the longer edge of what the picture is squashed or fitted into', () => {
    expect(edgeOf({ mode: 'squash' })).toBe(256)
    expect(edgeOf({ mode: 'letterbox', fill: [0, 0, 0] })).toBe(256)
  })

  it('is none where the reduction for the hash will do', () => {
    expect(workingEdge({ ...input, resize: { mode: 'squash' }, from: 'reduced' })).toBeUndefined()
  })

  it('is the shortest edge itself where that is what the model asks for', () => {
    expect(edgeOf({ mode: 'shortest-edge', edgePx: 280 })).toBe(280)
    const detector = {
      name: 'pixels',
      shortestEdgePx: 800,
      longestEdgePx: 1333,
      interpolation: 'bilinear',
    } as const
    expect(workingEdge(detector)).toBe(800)
  })
})
