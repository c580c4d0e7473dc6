import { describe, expect, it } from 'vitest'
import { UnfitPicture } from './unfit-picture.ts'
import { buildFrom, publishedConfig } from './vision-transformer.fixture.ts'
import { expectTowerAgrees, expectTowerTakesAll } from '../graph/image-tower.fixture.ts'
import { dinov2, readDinov2Config } from './dinov2.ts'

describe('DINOv2', () => {
  // Of transformers: models/reference/dinov2.py.
  it.each(['resized', 'registers', 'swiglu', 'in_memory'])('agrees with %s', async (name) => {
    await expect(
      expectTowerAgrees(`dinov2/${name}`, (graph, weights, config, pixels, size) =>
        dinov2(graph, weights, readDinov2Config(config), pixels, size),
      ),
    ).resolves.toBeUndefined()
  })

  it('reads facebook/dinov2-base', () => {
    // The lines of its config.json that differ from transformers' Dinov2Config, and some that do not
    const published = { model_type: 'dinov2', image_size: 518, mlp_ratio: 4, layerscale_value: 1 }
    expect(readDinov2Config(published)).toEqual({
      width: 768,
      layers: 12,
      heads: 12,
      hidden: 3072,
      activation: 'gelu',
      epsilon: 1e-6,
      trainedOn: { heightPx: 518, widthPx: 518 },
      patchPx: 14,
      gated: false,
      registers: 0,
      antialias: false,
    })
  })

  it.each([
    [{ hidden_act: 'mish' }, 'the activation mish is not supported; supported are gelu,'],
    [{ num_attention_heads: 5 }, 'expected hidden_size to be a multiple of num_attention_heads'],
    [{ model_type: 'dinov3_vit' }, 'model_type'],
  ])('refuses %o', (setting, message) => {
    expect(() => readDinov2Config({ model_type: 'dinov2', ...setting })).toThrow(message)
  })

  it('has a use for every tensor of dinov2-base', () => {
    const name = 'dinov2-base'
    const tower = expectTowerTakesAll(
      name,
      (graph, weights, pixels, size) =>
        dinov2(graph, weights, readDinov2Config(publishedConfig(name)), pixels, size),
      224,
    )
    expect(tower).toMatchObject({ featureShape: [257, 768], width: 768 })
  })

  it('refuses a picture without a whole patch', () => {
    const build = buildFrom(
      'dinov2/resized',
      { heightPx: 1, widthPx: 32 },
      (graph, weights, config, pixels, size) =>
        dinov2(graph, weights, readDinov2Config(config), pixels, size),
    )
    expect(build).toThrow(UnfitPicture)
    expect(build).toThrow('at least 2 x 2 pixels, one patch, but it is 32 x 1')
  })
})
