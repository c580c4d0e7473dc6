import { describe, expect, it } from 'vitest'
import { publishedConfig } from './vision-transformer.fixture.ts'
import { expectTowerAgrees, expectTowerTakesAll } from '../graph/image-tower.fixture.ts'
import { readSiglipVisionConfig, siglipVision } from './siglip-vision.ts'

describe("SigLIP's image tower", () => {
  // Of transformers: models/reference/siglip.py.
  it.each(['full', 'tower'])('agrees with %s', async (name) => {
    await expect(
      expectTowerAgrees(`siglip/${name}`, (graph, weights, config, pixels, size) =>
        siglipVision(graph, weights, readSiglipVisionConfig(config), pixels, size),
      ),
    ).resolves.toBeUndefined()
  })

  it('reads google/siglip-base-patch16-224, whose config.json leaves everything out', () => {
    const published = { model_type: 'siglip', vision_config: { model_type: 'siglip_vision_model' } }
    expect(readSiglipVisionConfig(published)).toEqual({
      width: 768,
      layers: 12,
      heads: 12,
      hidden: 3072,
      activation: 'gelu_pytorch_tanh',
      epsilon: 1e-6,
      trainedOn: { heightPx: 224, widthPx: 224 },
      patchPx: 16,
    })
  })

  it.each([
    [{ vision_use_head: false }, 'vision_use_head false is not supported'],
    [{ hidden_act: 'mish' }, 'the activation mish is not supported; supported are gelu,'],
    [{ num_channels: 1 }, '1 channels are not supported; supported are 3 (RGB)'],
  ])('refuses %o', (vision_config, message) => {
    expect(() => readSiglipVisionConfig({ model_type: 'siglip', vision_config })).toThrow(message)
  })

  it('has a use for every tensor of siglip-base-patch16-224', () => {
    const name = 'siglip-base-patch16-224'
    const tower = expectTowerTakesAll(
      name,
      (graph, weights, pixels, size) =>
        siglipVision(graph, weights, readSiglipVisionConfig(publishedConfig(name)), pixels, size),
      224,
    )
    expect(tower).toMatchObject({ featureShape: [196, 768], width: 768 })
  })
})
