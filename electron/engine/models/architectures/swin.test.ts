import { describe, expect, it } from 'vitest'
import { expectTowerAgrees, expectTowerTakesAll } from '../graph/image-tower.fixture.ts'
import { buildFrom, publishedConfig } from './vision-transformer.fixture.ts'
import { readSwinConfig } from './swin-config.ts'
import { swin } from './swin.ts'
import { UnfitPicture } from './unfit-picture.ts'

describe('Swin', () => {
  // Of transformers: models/reference/swin.py.
  it.each(['padded', 'even', 'in_memory'])('agrees with %s', async (name) => {
    await expect(
      expectTowerAgrees(`swin/${name}`, (graph, weights, config, pixels, size) =>
        swin(graph, weights, readSwinConfig(config), pixels, size),
      ),
    ).resolves.toBeUndefined()
  })

  it('has the published size where config.json leaves it out', () => {
    // transformers' SwinConfig, which is microsoft/swin-tiny-patch4-window7-224
    expect(readSwinConfig({ model_type: 'swin' })).toEqual({
      trainedOn: { heightPx: 224, widthPx: 224 },
      patchPx: 4,
      width: 96,
      depths: [2, 2, 6, 2],
      heads: [3, 6, 12, 24],
      window: 7,
      expansion: 4,
      activation: 'gelu',
      epsilon: 1e-5,
      hasAbsolutePositions: false,
    })
  })

  it.each([
    [{ hidden_act: 'mish' }, 'the activation mish is not supported; supported are gelu,'],
    [{ num_channels: 4 }, '4 channels are not supported; supported are 3 (RGB)'],
    [{ patch_size: [4, 2] }, 'patches of 4,2 pixels are not supported; supported are square ones'],
    [{ depths: [2, 2] }, 'expected num_heads to have one number for each stage of depths'],
    [{ embed_dim: 100 }, 'expected the features of each stage to be a multiple of its num_heads'],
    [{ window_size: 4096 }, 'window_size'],
  ])('refuses %o', (setting, message) => {
    expect(() => readSwinConfig({ model_type: 'swin', ...setting })).toThrow(message)
  })

  it('refuses a picture with fewer tokens than a window has', () => {
    const build = buildFrom(
      'swin/even',
      { heightPx: 16, widthPx: 32 },
      (graph, weights, config, pixels, size) => swin(graph, weights, readSwinConfig(config), pixels, size),
    )
    expect(build).toThrow(UnfitPicture)
    expect(build).toThrow(
      'at least 4 x 4 tokens in stage 2 of the Swin transformer but the picture gives 2 x 4',
    )
  })

  it('names the weights that another config.json than its own makes wrong', () => {
    const build = buildFrom(
      'swin/even',
      { heightPx: 32, widthPx: 32 },
      (graph, weights, config, pixels, size) =>
        swin(graph, weights, { ...readSwinConfig(config), window: 2 }, pixels, size),
    )
    expect(build).toThrow(
      'Expected "encoder.layers.0.blocks.0.attention.self.relative_position_bias_table" to be [9, 2] but the checkpoint has [49, 2]',
    )
  })

  it('has a use for every tensor of swin-base-patch4-window7-224', () => {
    const name = 'swin-base-patch4-window7-224'
    const tower = expectTowerTakesAll(
      name,
      (graph, weights, pixels, size) =>
        swin(graph, weights, readSwinConfig(publishedConfig(name)), pixels, size),
      224,
    )
    expect(tower).toMatchObject({ featureShape: [49, 1024], width: 1024 })
  })
})
