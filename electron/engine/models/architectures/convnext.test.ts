import { describe, expect, it } from 'vitest'
import { GraphBuilder } from '../graph/graph-builder.ts'
import { GraphWeights, MissingWeight } from '../graph/graph-weights.ts'
import {
  expectHalfTowerAgrees,
  expectTowerAgrees,
  expectTowerTakesAll,
  published,
} from '../graph/image-tower.fixture.ts'
import { publishedTensors } from '../graph/published-shapes.fixture.ts'
import { CONVNEXT_NAMES, convNextFromTimmName, readConvNextConfig } from './convnext-config.ts'
import { convNext } from './convnext.ts'

describe('ConvNeXt', () => {
  it.each([
    'timm-version-1',
    'timm-hidden-head',
    'timm-convolutions',
    'timm-norm-first',
    'timm-version-2',
    'timm-version-2-convolutions',
    'transformers-version-1',
    'transformers-version-2',
  ])('agrees with %s', async (name) => {
    await expect(
      expectTowerAgrees(`convnext/${name}`, (graph, weights, config, pixels, size) => {
        return convNext(graph, weights, readConvNextConfig(config), pixels, size)
      }),
    ).resolves.toBeUndefined()
  })

  it.each([
    ['convnext_atto', [320, 7, 7]],
    ['convnext_base', [1024, 7, 7]],
    ['convnext_xxlarge', [3072, 7, 7]],
    ['convnextv2_tiny', [768, 7, 7]],
  ])('takes every tensor of %s at its published size', (name, shape) => {
    const tower = expectTowerTakesAll(
      name,
      (graph, weights, pixels, size) => {
        return convNext(graph, weights, published(convNextFromTimmName(name)), pixels, size)
      },
      224,
    )
    expect(tower.featureShape).toEqual(shape)
    expect(tower.width).toBe(shape[0])
  })

  it.each(['f16', 'bf16'])('agrees with weights of %s', async (half) => {
    await expect(
      expectHalfTowerAgrees(
        'convnext/timm-version-1',
        `model.${half}.safetensors`,
        (graph, weights, config, ...rest) => {
          return convNext(graph, weights, readConvNextConfig(config), ...rest)
        },
      ),
    ).resolves.toBeUndefined()
  })

  it('does without the last norm where only its features are used', () => {
    const tensors = new Map(publishedTensors('convnext_atto'))
    tensors.delete('head.norm.weight')
    const graph = new GraphBuilder('convnext')
    const weights = new GraphWeights(graph, tensors)
    const pixels = graph.input('pixels', 'float32', ['N', 3, 224, 224])
    const tower = convNext(graph, weights, published(convNextFromTimmName('convnext_atto')), pixels, {
      heightPx: 224,
      widthPx: 224,
    })
    expect(tower.featureShape).toEqual([320, 7, 7])
    expect(weights.leftover()).toEqual([])
    expect(() => tower.pooled).toThrow(MissingWeight)
  })

  it('names the first weight that is of another size than its settings say', () => {
    const graph = new GraphBuilder('convnext')
    const weights = new GraphWeights(graph, publishedTensors('convnext_atto'))
    const pixels = graph.input('pixels', 'float32', ['N', 3, 224, 224])
    const femto = published(convNextFromTimmName('convnext_femto'))
    expect(() => convNext(graph, weights, femto, pixels, { heightPx: 224, widthPx: 224 })).toThrow(
      'Expected "stem.0.weight" to be [48, 3, 4, 4] but the checkpoint has [40, 3, 4, 4]',
    )
  })

  it('is known by every name that timm has for it, old ones too', () => {
    expect(CONVNEXT_NAMES.map((name) => convNextFromTimmName(name)?.channels.length)).toEqual(
      CONVNEXT_NAMES.map(() => 4),
    )
    const base = convNextFromTimmName('convnext_base')
    expect(base).toMatchObject({ channels: [128, 256, 512, 1024], depths: [3, 3, 27, 3], layerScale: true })
    expect(convNextFromTimmName('timm/convnext_base.fb_in22k_ft_in1k')).toEqual(base)
    expect(convNextFromTimmName('convnext_base_384_in22ft1k')).toEqual(base)
    expect(convNextFromTimmName('convnext_xxlarge.clip_laion2b_soup')?.epsilon).toBe(1e-5)
    expect(convNextFromTimmName('convnextv2_huge')).toMatchObject({ layerScale: false, responseNorm: true })
  })

  it('says which names it knows', () => {
    expect(convNextFromTimmName('convnext_atto_rms')).toBeUndefined()
    expect(convNextFromTimmName('convnextv2_xxlarge')).toBeUndefined()
    expect(() => readConvNextConfig({ architecture: 'swinv2_base' })).toThrow(
      'swinv2_base is not supported; supported ConvNeXts are convnext_atto,',
    )
  })

  it('refuses settings that it does not know', () => {
    const config = { architecture: 'convnext_tiny', model_args: { norm_layer: 'rmsnorm' } }
    expect(() => readConvNextConfig(config)).toThrow('norm_layer')
  })
})
