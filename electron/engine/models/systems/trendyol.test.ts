import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { expectClose } from '../graph/image-tower.fixture.ts'
import { float32Tensor, storeTensors } from '../graph/stored-tensors.fixture.ts'
import {
  expectCosine,
  type Numbers,
  preparedFile,
  referenceFloats,
  referenceTensor,
  runOf,
  SystemFixture,
} from './built-system.fixture.ts'

// By the code of the published card on timm: models/reference/trendyol.py.
const pictures = referenceTensor('trendyol', 'pictures')
const feed = { type: 'uint8', data: pictures.bytes, dims: pictures.dims } as const
const embedding = referenceFloats('trendyol', 'embedding')

let fixture: SystemFixture
beforeEach(() => {
  fixture = new SystemFixture('trendyol')
})
afterEach(() => fixture.remove())

async function embed(): Promise<Numbers> {
  const { graph, pixels } = runOf(await fixture.build(), 'embed-pictures')
  return fixture.run(graph, { [pixels.name]: feed })
}

function changeConfig(change: (config: Record<string, unknown>) => object): void {
  const path = join(fixture.source, 'config.json')
  const config: unknown = JSON.parse(readFileSync(path, 'utf8'))
  writeFileSync(path, JSON.stringify(change(config as Record<string, unknown>)))
}

describe("Trendyol's product image encoder", () => {
  it('gives what the published code gives, from plain pixels to unit vectors', async () => {
    const built = await fixture.build()
    const { graph, pixels, embedding: output } = runOf(built, 'embed-pictures')
    expect(pixels).toMatchObject({
      widthPx: 64,
      heightPx: 64,
      resize: { mode: 'squash' },
      interpolation: 'bilinear',
    })
    expect(output).toMatchObject({ dimension: 20, sameUpTo: null })
    const found = await fixture.run(graph, { [pixels.name]: feed })
    expectClose(found, embedding, [3, 20])
    expectCosine(found, embedding, 0.99999)
  })

  it('gives for a file what the published code gives for it: decoded, squashed and described', async () => {
    const { graph, pixels } = runOf(await fixture.build(), 'embed-pictures')
    const prepared = await preparedFile(join(fixture.source, 'product.png'), pixels)
    expectCosine(
      await fixture.run(graph, { [pixels.name]: prepared }),
      referenceFloats('trendyol', 'of_file'),
      0.999,
    )
  })

  it.each(['half', 'bfloat'])('gives nearly the same from weights stored as %s', async (half) => {
    fixture.replace('model.safetensors', `${half}.safetensors`)
    expectCosine(await embed(), embedding, 0.999)
  })

  it('reports what of the checkpoint only the training needed', async () => {
    expect((await fixture.build()).leftover).toEqual(['head.weight'])
  })

  it('needs the distance from which its users call two things the same from its known model', async () => {
    const { embedding: output } = runOf(await fixture.build({ sameUpTo: 0.25 }), 'embed-pictures')
    expect(output.sameUpTo).toBe(0.25)
  })

  it('names the key that is missing', async () => {
    changeConfig((config) => ({ ...config, model_args: { depths: [1, 1, 3, 1], dims: [8, 12, 16, 24] } }))
    await expect(fixture.build()).rejects.toMatchObject({
      name: 'MissingWeight',
      key: 'backbone.stages.2.blocks.2.conv_dw.weight',
    })
  })

  it('names the key whose size differs, what was expected and what came', async () => {
    changeConfig((config) => ({ ...config, embedding_dim: 512 }))
    await expect(fixture.build()).rejects.toMatchObject({
      name: 'WeightShapeMismatch',
      key: 'fc11.weight',
      expected: [512, 96],
      found: [20, 96],
    })
  })

  it('says which backbones it takes when it is given another', async () => {
    changeConfig((config) => ({ ...config, backbone_name: 'swinv2_base_window8_256' }))
    await expect(fixture.build()).rejects.toThrow(
      /^The backbone swinv2_base_window8_256 is not supported; supported are convnext/,
    )
  })

  it('refuses a checkpoint of something else', async () => {
    rmSync(join(fixture.source, 'model.safetensors'))
    storeTensors(fixture.source, { 'visual.weight': float32Tensor([2], [1, 2]) })
    await expect(fixture.build()).rejects.toMatchObject({ name: 'MissingWeight' })
  })
})
