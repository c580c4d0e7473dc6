import { cpSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { runGraph } from '../../inference/run-graph.fixture.ts'
import { REFERENCE } from '../graph/image-tower.fixture.ts'
import { buildModel, recogniseSystem } from './build-model.ts'

const PREPROCESSOR = { image_processor_type: 'ViTImageProcessor', size: { height: 32, width: 32 } }

let source: string
let staging: string
beforeEach(() => {
  source = mkdtempSync(join(tmpdir(), 'doublet-build-'))
  staging = mkdtempSync(join(tmpdir(), 'doublet-build-staging-'))
})
afterEach(() => {
  for (const folder of [source, staging]) rmSync(folder, { recursive: true })
})

const recognise = async () => (await recogniseSystem(source, null)).name

async function build() {
  const { signal } = new AbortController()
  const system = await recogniseSystem(source, null)
  return buildModel(
    { source, staging, parameters: {}, weightsFile: undefined, signal, onBytes: undefined },
    system,
  )
}

describe("the kind of a model's folder", () => {
  it.each([
    ['trendyol', 'trendyol-arcface'],
    ['ecommerce_classifier', 'ecommerce-classifier'],
    ['shopee_arcface', 'arcface'],
    ['product_search/resnet18', 'arcface'],
    ['fashion', 'fashion'],
    ['minilm_tiny', 'title-encoder'],
    ['convnext/transformers-version-2', 'picture-encoder'],
    ['resnet/timm-resnet18', 'picture-encoder'],
  ])('of %s is %s', async (name, system) => {
    cpSync(join(REFERENCE, name), source, { recursive: true })
    expect(await recognise()).toBe(system)
  })

  it('is told in words where it is not supported, with what is', async () => {
    writeFileSync(join(source, 'config.json'), JSON.stringify({ model_type: 'swinv2' }))
    await expect(recognise()).rejects.toThrow(
      /^swinv2 is not supported; supported are convnext, convnextv2, resnet, swin, vit, dinov2.*bert/,
    )
    writeFileSync(join(source, 'config.json'), JSON.stringify({ architecture: 'regnety_016.tv2_in1k' }))
    await expect(recognise()).rejects.toThrow(/^regnety_016.tv2_in1k is not supported; supported are/)
  })

  it.each([
    ['{', /expected JSON/],
    ['{}', /Expected a model in/],
    ['[]', /Expected a model in/],
    ['null', /Expected a model in/],
    ['{"model_type": 5}', /Expected a model in/],
    ['{"__proto__": {"model_type": "vit"}}', /Expected a model in/],
  ])('is not guessed from a config.json of %s', async (content, message) => {
    writeFileSync(join(source, 'config.json'), content)
    await expect(recognise()).rejects.toThrow(message)
  })

  it('is none of a folder that is not there', async () => {
    await expect(recogniseSystem(join(source, 'no such folder'), null)).rejects.toThrow(/Expected a model in/)
  })
})

describe('a published network without a head', () => {
  it('is described by what it calls its embedding, in vectors of length 1', async () => {
    cpSync(join(REFERENCE, 'convnext/transformers-version-2'), source, { recursive: true })
    writeFileSync(join(source, 'preprocessor_config.json'), JSON.stringify(PREPROCESSOR))
    const { run, leftover } = await build()
    expect(run).toMatchObject({ task: 'embed-pictures', embedding: { dimension: 24, sameUpTo: null } })
    expect(leftover).toEqual([])
    const { data } = await runGraph(join(staging, 'graph.onnx'), {
      pixels: { type: 'uint8', data: new Uint8Array(2 * 32 * 32 * 3).fill(99), dims: [2, 32, 32, 3] },
    }).then(({ embedding }) => embedding ?? expect.fail('no embedding'))
    const length = Math.hypot(...Array.from(data.subarray(0, 24), Number))
    expect(length).toBeCloseTo(1, 5)
  })
})

describe('a folder with traps in it', () => {
  beforeEach(() => {
    cpSync(join(REFERENCE, 'convnext/timm-version-1'), source, { recursive: true })
    rmSync(join(source, 'model.safetensors'))
    writeFileSync(join(source, 'preprocessor_config.json'), JSON.stringify(PREPROCESSOR))
  })

  it.each(['../elsewhere.safetensors', '/etc/passwd', 'a/../../b.safetensors', String.raw`..\b.safetensors`])(
    'is read no further than its own files: an index that names %s is refused',
    async (file) => {
      const index = { weight_map: { 'stem.0.weight': file } }
      writeFileSync(join(source, 'model.safetensors.index.json'), JSON.stringify(index))
      await expect(build()).rejects.toMatchObject({ name: 'WeightsUnreadable' })
      expect(readdirSync(staging)).toEqual([])
    },
  )

  it('is refused for weights that end too soon, and nothing is left where they were to go', async () => {
    writeFileSync(join(source, 'model.safetensors'), Buffer.from([64, 0, 0, 0, 0, 0, 0, 0, 123]))
    await expect(build()).rejects.toMatchObject({ name: 'WeightsUnreadable' })
    expect(readdirSync(staging)).toEqual([])
  })
})
