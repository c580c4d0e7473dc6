import { copyFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { RgbPicture } from '../../decode/rgb-picture.ts'
import { runGraph, writeGraph } from '../../inference/run-graph.fixture.ts'
import { readConditionalDetrConfig } from '../../models/architectures/conditional-detr-config.ts'
import {
  readReference,
  referenceFolder,
} from '../../models/architectures/conditional-detr-reference.fixture.ts'
import { conditionalDetr } from '../../models/architectures/conditional-detr.ts'
import { GraphBuilder } from '../../models/graph/graph-builder.ts'
import { GraphWeights } from '../../models/graph/graph-weights.ts'
import { readStoredTensors } from '../../models/graph/stored-tensors.fixture.ts'
import type { DetectorOutput } from './decode-detections.ts'
import { findItems } from './find-items.ts'

const detector = {
  input: { name: 'pixels', shortestEdgePx: 16, longestEdgePx: 64, interpolation: 'bilinear' },
  classes: ['bag', 'shoes'],
  threshold: 0.4,
} as const

const MEAN = [0.485, 0.456, 0.406]
const DEVIATION = [0.229, 0.224, 0.225]

/** uint8 [height, width, 3] to float32 [1, 3, height, width], by ImageNet's statistics. */
function normalised({ data }: RgbPicture): Float32Array {
  const pixels = data.length / 3
  return Float32Array.from({ length: data.length }, (_, index) => {
    const channel = Math.floor(index / pixels)
    const value = data[(index % pixels) * 3 + channel] ?? 0
    return (value / 255 - (MEAN[channel] ?? 0)) / (DEVIATION[channel] ?? 1)
  })
}

describe('finding items', () => {
  let folder: string
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'doublet-find-items-'))
  })
  afterEach(() => {
    rmSync(folder, { recursive: true })
  })

  it("finds in a picture what the published code finds with transformers' model and Pillow's resizing", async () => {
    const source = join(referenceFolder('fashion'), 'detector')
    copyFileSync(join(source, 'model.safetensors'), join(folder, 'model.safetensors'))
    const config = readConditionalDetrConfig(JSON.parse(readFileSync(join(source, 'config.json'), 'utf8')))
    const graph = new GraphBuilder('detector')
    const weights = new GraphWeights(graph, readStoredTensors(join(folder, 'model.safetensors')))
    const pixels = graph.input('pixels', 'float32', [1, 3, 'H', 'W'])
    for (const [name, value] of Object.entries(conditionalDetr(graph, weights, config, pixels))) {
      graph.output(name, value, [1, config.queries, name === 'boxes' ? 4 : config.classes.length])
    }
    const path = await writeGraph(folder, graph)
    const reference = readReference('fashion')
    const { data, dims } = reference('picture')
    const [height = 0, width = 0] = dims
    const found = await findItems(
      { data: Uint8Array.from(data), width, height },
      {
        input: { name: 'pixels', shortestEdgePx: 96, longestEdgePx: 160, interpolation: 'bilinear' },
        classes: config.classes,
        threshold: 0.4,
      },
      async (prepared) => {
        const input = [1, 3, prepared.height, prepared.width]
        const outputs = await runGraph(path, {
          pixels: { type: 'float32', data: normalised(prepared), dims: input },
        })
        const floats = (name: string) => Float32Array.from(outputs[name]?.data ?? [], Number)
        return { logits: floats('logits'), boxes: floats('boxes') }
      },
    )
    const labels = Array.from(reference('found.labels').data, (number) => config.classes[number])
    expect(found.map(({ label }) => label)).toEqual(labels)
    const [scores, corners] = [reference('found.scores').data, reference('found.corners').data]
    for (const [index, { score, box }] of found.entries()) {
      expect(score).toBeCloseTo(scores[index] ?? Number.NaN, 4)
      const edges = [box.x, box.y, box.x + box.width, box.y + box.height]
      for (const [edge, at] of edges.entries()) {
        expect(at).toBeCloseTo(corners[index * 4 + edge] ?? Number.NaN, 1)
      }
    }
  })

  it('gives the detector a picture of the size it wants, and boxes in pixels of the picture', async () => {
    const picture = { data: new Uint8Array(80 * 40 * 3).fill(7), width: 80, height: 40 }
    const given: RgbPicture[] = []
    const runDetector = (prepared: RgbPicture): Promise<DetectorOutput> => {
      given.push(prepared)
      return Promise.resolve({
        logits: Float32Array.of(-3, 3),
        boxes: Float32Array.of(0.5, 0.25, 0.5, 0.5),
      })
    }
    const found = await findItems(picture, detector, runDetector)
    expect(given).toEqual([{ data: new Uint8Array(32 * 16 * 3).fill(7), width: 32, height: 16 }])
    expect(found).toMatchObject([{ label: 'shoes', box: { x: 20, y: 0, width: 40, height: 20 } }])

    const reduced = { ...picture, reducedFrom: { width: 800, height: 400 } }
    const inWhole = await findItems(reduced, detector, runDetector)
    expect(inWhole).toMatchObject([{ label: 'shoes', box: { x: 200, y: 0, width: 400, height: 200 } }])
  })

  it('fails as the detector fails', async () => {
    const picture = { data: new Uint8Array(30 * 30 * 3), width: 30, height: 30 }
    const failing = (): Promise<DetectorOutput> => Promise.reject(new Error('the worker died'))
    await expect(findItems(picture, detector, failing)).rejects.toThrow('the worker died')
  })
})
