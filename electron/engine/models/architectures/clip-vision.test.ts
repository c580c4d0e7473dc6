import { describe, expect, it } from 'vitest'
import { publishedConfig } from './vision-transformer.fixture.ts'
import { expectTowerAgrees, expectTowerTakesAll } from '../graph/image-tower.fixture.ts'
import { clipVision, readClipVisionConfig } from './clip-vision.ts'

describe("CLIP's image tower", () => {
  // Of transformers: models/reference/clip.py.
  it.each(['full', 'projection', 'tower'])('agrees with %s', async (name) => {
    await expect(
      expectTowerAgrees(`clip/${name}`, (graph, weights, config, pixels, size) =>
        clipVision(graph, weights, readClipVisionConfig(config), pixels, size),
      ),
    ).resolves.toBeUndefined()
  })

  it('has the published size where config.json leaves it out', () => {
    // transformers' CLIPVisionConfig, which is openai/clip-vit-base-patch32
    expect(readClipVisionConfig({ model_type: 'clip', vision_config: {} })).toEqual({
      width: 768,
      layers: 12,
      heads: 12,
      hidden: 3072,
      activation: 'quick_gelu',
      epsilon: 1e-5,
      trainedOn: { heightPx: 224, widthPx: 224 },
      patchPx: 32,
      projectionWidth: 512,
    })
  })

  it('reads vision_config_dict of older files before vision_config, as transformers does', () => {
    const older = { model_type: 'clip', vision_config: {}, vision_config_dict: { patch_size: 14 } }
    expect(readClipVisionConfig(older).patchPx).toBe(14)
    expect(readClipVisionConfig({ ...older, vision_config_dict: null }).patchPx).toBe(32)
  })

  it.each([
    [{ hidden_act: 'mish' }, 'the activation mish is not supported; supported are gelu,'],
    [{ num_attention_heads: 5 }, 'expected hidden_size to be a multiple of num_attention_heads'],
    [{ num_channels: 1 }, '1 channels are not supported; supported are 3 (RGB)'],
  ])('refuses %o', (vision_config, message) => {
    expect(() => readClipVisionConfig({ model_type: 'clip', vision_config })).toThrow(message)
    expect(() => readClipVisionConfig({ model_type: 'clip_vision_model', ...vision_config })).toThrow(message)
  })

  it('has a use for every tensor of clip-vit-base-patch32', () => {
    const name = 'clip-vit-base-patch32'
    const tower = expectTowerTakesAll(
      name,
      (graph, weights, pixels, size) =>
        clipVision(graph, weights, readClipVisionConfig(publishedConfig(name)), pixels, size),
      224,
    )
    expect(tower).toMatchObject({ featureShape: [50, 768], width: 512 })
  })
})
