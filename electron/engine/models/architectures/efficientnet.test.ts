import { describe, expect, it } from 'vitest'
import { expectTowerAgrees, expectTowerTakesAll, published } from '../graph/image-tower.fixture.ts'
import { efficientNetFromTimmName, readEfficientNetConfig } from './efficientnet-config.ts'
import { efficientNet } from './efficientnet.ts'

describe('EfficientNet', () => {
  it.each(['timm-symmetric', 'timm-same'])('agrees with %s', async (name) => {
    await expect(
      expectTowerAgrees(`efficientnet/${name}`, (graph, weights, config, pixels, size) => {
        return efficientNet(graph, weights, readEfficientNetConfig(config), pixels, size)
      }),
    ).resolves.toBeUndefined()
  })

  it.each([
    ['efficientnet_b0', [1280, 10, 10]],
    ['tf_efficientnet_b3', [1536, 10, 10]],
    ['tf_efficientnet_b4', [1792, 10, 10]],
  ])('takes every tensor of %s at its published size', (name, shape) => {
    const tower = expectTowerTakesAll(
      name,
      (graph, weights, pixels, size) => {
        return efficientNet(graph, weights, published(efficientNetFromTimmName(name)), pixels, size)
      },
      300,
    )
    expect(tower.featureShape).toEqual(shape)
    expect(tower.width).toBe(shape[0])
  })

  it('has the published numbers of channels and blocks', () => {
    // EfficientNet-B3: https://github.com/tensorflow/tpu/tree/master/models/official/efficientnet
    const b3 = efficientNetFromTimmName('tf_efficientnet_b3')
    expect(b3?.stages.map(({ channels }) => channels)).toEqual([24, 32, 48, 96, 136, 232, 384])
    expect(b3?.stages.map(({ depth }) => depth)).toEqual([2, 3, 3, 5, 5, 6, 2])
    expect(b3?.headChannels).toBe(1536)
  })

  it('pads and normalises as TensorFlow does where it was trained there', () => {
    expect(efficientNetFromTimmName('tf_efficientnet_b3_ns')).toMatchObject({
      padding: 'same',
      epsilon: 1e-3,
    })
    expect(efficientNetFromTimmName('efficientnet_b3.ra2_in1k')).toMatchObject({
      padding: 'symmetric',
      epsilon: 1e-5,
    })
  })

  it('says which names it knows', () => {
    expect(efficientNetFromTimmName('efficientnet_lite0')).toBeUndefined()
    expect(() => readEfficientNetConfig({ architecture: 'tf_efficientnetv2_s' })).toThrow(
      'tf_efficientnetv2_s is not supported; supported EfficientNets are efficientnet_b0, tf_efficientnet_b0,',
    )
  })

  it('refuses settings that it does not know', () => {
    const config = { architecture: 'efficientnet_b0', model_args: { act_layer: 'relu' } }
    expect(() => readEfficientNetConfig(config)).toThrow('act_layer')
  })
})
