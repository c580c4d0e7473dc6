import { describe, expect, it } from 'vitest'
import { expectTowerAgrees, expectTowerTakesAll } from '../graph/image-tower.fixture.ts'
import { buildFrom, publishedConfig } from './vision-transformer.fixture.ts'
import { readVitConfig, vit } from './vit.ts'

describe('ViT', () => {
  // Of transformers and timm: models/reference/vit.py.
  it.each(['classifier', 'pooler', 'timm', 'in_memory'])('agrees with %s', async (name) => {
    await expect(
      expectTowerAgrees(`vit/${name}`, (graph, weights, config, pixels, size) =>
        vit(graph, weights, readVitConfig(config), pixels, size),
      ),
    ).resolves.toBeUndefined()
  })

  it('has the published size where config.json leaves it out', () => {
    // transformers' ViTConfig, which is google/vit-base-patch16-224
    expect(readVitConfig({ model_type: 'vit' })).toEqual({
      width: 768,
      layers: 12,
      heads: 12,
      hidden: 3072,
      activation: 'gelu',
      epsilon: 1e-12,
      trainedOn: { heightPx: 224, widthPx: 224 },
      patchPx: 16,
      antialias: false,
    })
  })

  it('knows the sizes behind the names of timm', () => {
    expect(readVitConfig({ architecture: 'vit_small_patch32_384.augreg_in21k_ft_in1k' })).toMatchObject({
      width: 384,
      layers: 12,
      heads: 6,
      hidden: 1536,
      patchPx: 32,
      trainedOn: { heightPx: 384, widthPx: 384 },
    })
  })

  it.each([
    [
      { architecture: 'vit_base_patch16_clip_224' },
      'vit_base_patch16_clip_224 is not supported; supported are vit_{',
    ],
    [{ architecture: 'vit_base_patch16_224', global_pool: 'avg' }, 'global_pool avg is not supported'],
    [
      { architecture: 'vit_base_patch16_224', model_args: { num_heads: 5 } },
      'Expected embed_dim 768 to be a multiple of num_heads 5',
    ],
    [{ architecture: 'vit_base_patch16_224', model_args: { qk_norm: true } }, 'qk_norm'],
    [{ model_type: 'vit', hidden_act: 'mish' }, 'the activation mish is not supported; supported are gelu,'],
    [
      { model_type: 'vit', num_attention_heads: 7 },
      'expected hidden_size to be a multiple of num_attention_heads',
    ],
  ])('refuses %o', (config, message) => {
    expect(() => readVitConfig(config)).toThrow(message)
  })

  it('names what a checkpoint lacks', () => {
    const build = buildFrom(
      'vit/classifier',
      { heightPx: 32, widthPx: 32 },
      (graph, weights, config, pixels, size) =>
        vit(graph, weights, { ...readVitConfig(config), layers: 3 }, pixels, size),
    )
    expect(build).toThrow('Expected weights named "vit.encoder.layer.2.')
  })

  it('has a use for every tensor of vit-base-patch16-224', () => {
    const name = 'vit-base-patch16-224'
    const tower = expectTowerTakesAll(
      name,
      (graph, weights, pixels, size) =>
        vit(graph, weights, readVitConfig(publishedConfig(name)), pixels, size),
      224,
    )
    expect(tower).toMatchObject({ featureShape: [197, 768], width: 768 })
  })
})
