import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { cropPicture } from '../../describe/find-items/crop-picture.ts'
import { findItems } from '../../describe/find-items/find-items.ts'
import { preparePixels } from '../../describe/prepare-pixels.ts'
import { runGraph } from '../../inference/run-graph.fixture.ts'
import {
  expectCosine,
  referenceFloats,
  referenceTensor,
  runOf,
  SystemFixture,
} from './built-system.fixture.ts'

// By the code of the published card on transformers: models/reference/fashion.py.
const { bytes, dims } = referenceTensor('fashion', 'picture')
const [height = 0, width = 0] = dims
const picture = { data: bytes, width, height }
const LABELS = new Int32Array(referenceTensor('fashion', 'found.labels').bytes.buffer)
const embeddings = referenceFloats('fashion', 'found.embeddings')

let fixture: SystemFixture
beforeEach(() => {
  fixture = new SystemFixture('fashion')
})
afterEach(() => fixture.remove())

describe('the fashion models', () => {
  it('find the items of a picture and describe each as the published code does', async () => {
    const { detector, encoder } = runOf(await fixture.build(), 'find-items')
    expect(detector.threshold).toBe(0.4)
    expect(encoder).toMatchObject({
      graph: 'encoder/graph.onnx',
      // The file asks for bicubic; the card's code resizes bilinearly.
      pixels: { widthPx: 56, heightPx: 56, resize: { mode: 'squash' }, interpolation: 'bilinear' },
      embedding: { dimension: 128 },
    })
    const found = await findItems(picture, detector, async (prepared) => {
      const outputs = await runGraph(join(fixture.staging, detector.graph), {
        [detector.input.name]: {
          type: 'uint8',
          data: prepared.data,
          dims: [1, prepared.height, prepared.width, 3],
        },
      })
      const floats = (name: string) => Float32Array.from(outputs[name]?.data ?? [], Number)
      return { logits: floats(detector.logits), boxes: floats(detector.boxes) }
    })
    expect(found.map(({ label }) => label)).toEqual(Array.from(LABELS, (number) => detector.classes[number]))
    const rowBytes = 56 * 56 * 3
    const crops = new Uint8Array(found.length * rowBytes)
    found.forEach(({ box }, row) =>
      preparePixels(cropPicture(picture, box), encoder.pixels, crops, row * rowBytes),
    )
    const rows = await fixture.run(encoder.graph, {
      [encoder.pixels.name]: { type: 'uint8', data: crops, dims: [found.length, 56, 56, 3] },
    })
    expectCosine(rows, embeddings, 0.999)
  })

  it('leave nothing of the checkpoints over', async () => {
    expect((await fixture.build()).leftover).toEqual([])
  })

  it('take the threshold from their known model', async () => {
    const { detector } = runOf(await fixture.build({ detectorThreshold: 0.6 }), 'find-items')
    expect(detector.threshold).toBe(0.6)
  })

  it('are not made of a detector of another kind', async () => {
    const path = join(fixture.source, 'detector', 'config.json')
    writeFileSync(path, readFileSync(path, 'utf8').replace('"conditional_detr"', '"yolos"'))
    await expect(fixture.build()).rejects.toThrow(/to be a Conditional DETR's/)
  })

  it('say which part lacks its weights', async () => {
    rmSync(join(fixture.source, 'encoder', 'model.safetensors'))
    await expect(fixture.build()).rejects.toThrow(/encoder.*expected weights/)
  })
})
