import { describe, expect, it } from 'vitest'
import { expectTowerAgrees, expectTowerTakesAll, published } from '../graph/image-tower.fixture.ts'
import { readResNetConfig, resNetFromName } from './resnet-config.ts'
import { resNet } from './resnet.ts'

describe('ResNet', () => {
  it.each([
    'timm-resnet18',
    'timm-resnet50',
    'timm-resnet18d',
    'timm-resnet50d',
    'torchvision-resnet50',
    'transformers-basic',
    'transformers-bottleneck',
    'transformers-first',
  ])('agrees with %s', async (name) => {
    await expect(
      expectTowerAgrees(`resnet/${name}`, (graph, weights, config, pixels, size) => {
        return resNet(graph, weights, readResNetConfig(config), pixels, size)
      }),
    ).resolves.toBeUndefined()
  })

  it.each([
    ['resnet18', [512, 7, 7]],
    ['resnet34', [512, 7, 7]],
    ['resnet50', [2048, 7, 7]],
    ['resnet18d', [512, 7, 7]],
  ])('takes every tensor of %s at its published size', (name, shape) => {
    const tower = expectTowerTakesAll(
      name,
      (graph, weights, pixels, size) => {
        return resNet(graph, weights, published(resNetFromName(name)), pixels, size)
      },
      224,
    )
    expect(tower.featureShape).toEqual(shape)
    expect(tower.width).toBe(shape[0])
  })

  it('is known by the names of timm and torchvision', () => {
    expect(resNetFromName('resnet50')?.depths).toEqual([3, 4, 6, 3])
    expect(resNetFromName('timm/resnet18.a1_in1k')).toEqual(resNetFromName('resnet18'))
    expect(resNetFromName('resnet50d')?.averagesShortcut).toBe(true)
    expect(resNetFromName('resnet26t')).toBeUndefined()
  })

  it('says which names it knows', () => {
    expect(() => readResNetConfig({ architecture: 'resnet26t' })).toThrow(
      'resnet26t is not supported; supported ResNets are resnet18, resnet18d, resnet34, resnet34d',
    )
  })

  it.each(['hidden_act', 'layer_type', 'num_channels'])('refuses another %s by its name', (setting) => {
    expect(() => readResNetConfig({ model_type: 'resnet', [setting]: 'other' })).toThrow(setting)
  })
})
