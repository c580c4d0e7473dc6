import { describe, expect, it } from 'vitest'
import { preprocessReference } from '../models/preprocessing/preprocess-reference.fixture.ts'
import { centreWindow } from './centre-window.ts'
import { detectorSize, letterboxSize, shortestEdgeSize } from './resized-size.ts'

const { madeWith, sizes, crops } = preprocessReference
const size = ([width, height]: readonly [number, number]) => ({ width, height })

describe(`the size that a picture gets, against ${madeWith}`, () => {
  it('follows torchvision and transformers in the shortest edge', () => {
    for (const { from, shortest } of sizes) {
      expect(shortestEdgeSize(size(from), shortest.edge)).toEqual(size(shortest.to))
    }
  })

  it('follows timm in the letterbox', () => {
    for (const { from, letterbox } of sizes) {
      expect(letterboxSize(size(from), size(letterbox.room))).toEqual(size(letterbox.to))
    }
  })

  it("follows transformers in a detector's shortest and longest edge", () => {
    for (const { from, detector } of sizes) {
      const [shortestEdgePx, longestEdgePx] = detector.edges
      expect(detectorSize(size(from), { shortestEdgePx, longestEdgePx })).toEqual(size(detector.to))
    }
  })

  it('cuts the middle where torchvision and where transformers cut it, and pads as torchvision does', () => {
    for (const [whole, target, torchvision, transformers, padding] of crops) {
      const kept = { length: Math.min(whole, target), padding }
      expect(centreWindow(whole, target, 'half-to-even')).toEqual({ ...kept, from: torchvision })
      expect(centreWindow(whole, target, 'down')).toEqual({ ...kept, from: transformers })
    }
  })
})
