import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import type { RgbPicture } from '../../decode/rgb-picture.ts'
import { cropPicture } from '../../describe/find-items/crop-picture.ts'
import { expectClose } from '../graph/image-tower.fixture.ts'
import {
  expectCosine,
  preparedFile,
  referenceFloats,
  referenceTensor,
  runOf,
  SystemFixture,
} from './built-system.fixture.ts'

/** Of the product in the drawn picture, as a table of queries gives it: models/reference/product_search.py crops by it. */
const BOX = { x: 45, y: 8, width: 60, height: 90 }
const whole = (picture: RgbPicture) => picture
const boxed = (picture: RgbPicture) => cropPicture(picture, BOX)

let fixture: SystemFixture
afterEach(() => fixture.remove())

// By timm and torchvision: models/reference/shopee_arcface.py and product_search.py.
describe.each([
  ['shopee_arcface', 24, ['final.weight'], whole],
  // A network's own classifier is known not to be needed and not worth a word.
  ['product_search/resnet18', 16, [], boxed],
  ['product_search/convnext', 20, ['head.weight'], boxed],
] as const)('%s', (name, dimension, leftover, crop) => {
  it('gives what PyTorch gives, from plain pixels to unit vectors', async () => {
    fixture = new SystemFixture(name)
    const { graph, pixels, embedding } = runOf(await fixture.build(), 'embed-pictures')
    expect(embedding.dimension).toBe(dimension)
    const { bytes: data, dims } = referenceTensor(name, 'pictures')
    const found = await fixture.run(graph, { [pixels.name]: { type: 'uint8', data, dims } })
    expectClose(found, referenceFloats(name, 'embedding'), [3, dimension])
  })

  it('gives for a file what PyTorch gives for it', async () => {
    fixture = new SystemFixture(name)
    const { graph, pixels } = runOf(await fixture.build(), 'embed-pictures')
    const prepared = await preparedFile(join(fixture.source, 'product.png'), pixels, crop)
    expectCosine(
      await fixture.run(graph, { [pixels.name]: prepared }),
      referenceFloats(name, 'of_file'),
      0.999,
    )
  })

  it('leaves out what only the training needed, and says so', async () => {
    fixture = new SystemFixture(name)
    expect((await fixture.build()).leftover).toEqual(leftover)
  })
})

describe('a network trained with ArcFace', () => {
  it('takes the distance of its makers and their backbone where no config.json names one', async () => {
    fixture = new SystemFixture('shopee_arcface')
    rmSync(join(fixture.source, 'config.json'))
    const known = { backbone: 'tf_efficientnet_b3', sameUpTo: 0.3 }
    await expect(fixture.build(known)).rejects.toThrow(/^Expected a model in/)
    // The published size is another than the fixture's.
    await expect(fixture.build(known, { system: 'arcface' })).rejects.toMatchObject({
      key: 'backbone.conv_stem.weight',
      expected: [40, 3, 3, 3],
    })
  })

  it('says that it needs to know how pictures are prepared', async () => {
    fixture = new SystemFixture('shopee_arcface')
    rmSync(join(fixture.source, 'preprocessor_config.json'))
    await expect(fixture.build()).rejects.toThrow(/preprocessor_config.json/)
  })

  it('names the network’s arguments that are not supported', async () => {
    fixture = new SystemFixture('product_search/convnext')
    const path = join(fixture.source, 'config.json')
    const content = readFileSync(path, 'utf8').replace('"dims"', '"output_stride": 16, "dims"')
    writeFileSync(path, content)
    await expect(fixture.build()).rejects.toThrow(/output_stride/)
  })
})
