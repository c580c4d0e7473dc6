import { copyFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { runGraph, writeGraph } from '../../inference/run-graph.fixture.ts'
import { GraphBuilder } from '../graph/graph-builder.ts'
import { GraphWeights, MissingWeight, WeightShapeMismatch } from '../graph/graph-weights.ts'
import { expectClose } from '../graph/image-tower.fixture.ts'
import { publishedTensors } from '../graph/published-shapes.fixture.ts'
import { readStoredTensors } from '../graph/stored-tensors.fixture.ts'
import { readConditionalDetrConfig } from './conditional-detr-config.ts'
import { floatsOf, readReference, referenceFolder } from './conditional-detr-reference.fixture.ts'
import { conditionalDetr } from './conditional-detr.ts'
import { publishedConfig } from './vision-transformer.fixture.ts'

const FASHION = ['bag', 'bottom', 'dress', 'hat', 'outer', 'shoes', 'top']

function configOf(name: string): Record<string, unknown> {
  return JSON.parse(readFileSync(join(referenceFolder(name), 'config.json'), 'utf8'))
}

describe('Conditional DETR', () => {
  let folder: string
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'doublet-detector-'))
  })
  afterEach(() => {
    rmSync(folder, { recursive: true })
  })

  /** The graph of a reference model, for pictures of any size, and the book of its weights. */
  function build(
    name: string,
    config: unknown = configOf(name),
  ): { graph: GraphBuilder; weights: GraphWeights } {
    copyFileSync(join(referenceFolder(name), 'model.safetensors'), join(folder, 'model.safetensors'))
    const graph = new GraphBuilder(name)
    const weights = new GraphWeights(graph, readStoredTensors(join(folder, 'model.safetensors')))
    const pixels = graph.input('pixels', 'float32', [1, 3, 'H', 'W'])
    const { logits, boxes } = conditionalDetr(graph, weights, readConditionalDetrConfig(config), pixels)
    graph.output('logits', logits, [1, 'queries', 'classes'])
    graph.output('boxes', boxes, [1, 'queries', 4])
    return { graph, weights }
  }

  it.each([
    ['named as published, over a timm backbone', 'conditional_detr/timm'],
    ['named as transformers 5 names, over its own ResNet', 'conditional_detr/transformers'],
  ])('agrees with transformers on pictures of two shapes by one graph: %s', async (_, name) => {
    const { graph, weights } = build(name)
    expect(weights.leftover()).toEqual([])
    const path = await writeGraph(folder, graph)
    const reference = readReference(name)
    for (const shape of ['landscape', 'portrait']) {
      const { data, dims } = reference(`${shape}.pixels`)
      const pixels = floatsOf({ data, dims }).map((value) => value / 64 - 2)
      const found = await runGraph(path, { pixels: { type: 'float32', data: pixels, dims } })
      for (const output of ['logits', 'boxes']) {
        const expected = reference(`${shape}.${output}`)
        expectClose(found[output], { data: floatsOf(expected), dims: expected.dims }, expected.dims)
      }
    }
  })

  it('uses every weight of its published size, and no other', () => {
    const name = 'conditional-detr-resnet-50'
    const graph = new GraphBuilder(name)
    const weights = new GraphWeights(graph, publishedTensors(name))
    const pixels = graph.input('pixels', 'float32', [1, 3, 'H', 'W'])
    const config = readConditionalDetrConfig(publishedConfig(name))
    conditionalDetr(graph, weights, config, pixels)
    expect(weights.leftover()).toEqual([])
    expect(config.classes).toHaveLength(91)
  })

  it('names the key of a weight that is missing, or of another size than config.json says', () => {
    const name = 'conditional_detr/timm'
    expect(() => build(name, { ...configOf(name), decoder_layers: 4 })).toThrow(MissingWeight)
    expect(() => build(name, { ...configOf(name), decoder_layers: 4 })).toThrow(
      'model.decoder.layers.3.sa_qcontent_proj.weight',
    )
    expect(() => build(name, { ...configOf(name), num_queries: 100 })).toThrow(WeightShapeMismatch)
    expect(() => build(name, { ...configOf(name), id2label: { 0: 'bag' } })).toThrow(
      'Expected "class_labels_classifier.weight" to be [1, 16] but the checkpoint has [7, 16]',
    )
  })

  it('reports weights that it has no use for', () => {
    const name = 'conditional_detr/timm'
    const { weights } = build(name, { ...configOf(name), encoder_layers: 1 })
    expect(weights.leftover()).toContain('model.encoder.layers.1.self_attn.out_proj.weight')
  })
})

describe("a Conditional DETR's config.json", () => {
  const published = {
    model_type: 'conditional_detr',
    backbone: 'resnet50',
    use_timm_backbone: true,
    id2label: { 0: 'N/A', 1: 'person', 3: 'car' },
  }

  it('gives what transformers takes where it says nothing', () => {
    expect(readConditionalDetrConfig(published)).toMatchObject({
      backbone: { block: 'bottleneck', channels: [256, 512, 1024, 2048], depths: [3, 4, 6, 3] },
      width: 256,
      queries: 300,
      encoder: { layers: 6, heads: 8, innerWidth: 2048 },
      decoder: { layers: 6, heads: 8, innerWidth: 2048 },
      normalisesEachLayer: false,
    })
  })

  it('names the classes by their numbers, and none where a number has no meaning', () => {
    expect(readConditionalDetrConfig(published).classes).toEqual([null, 'person', null, 'car'])
    expect(readConditionalDetrConfig(configOf('conditional_detr/timm')).classes).toEqual(FASHION)
  })

  it('takes a backbone as transformers 5 writes it', () => {
    const backbone_config = { model_type: 'timm_backbone', backbone: 'resnet18', output_stride: null }
    const { backbone } = readConditionalDetrConfig({ ...published, backbone: null, backbone_config })
    expect(backbone.channels).toEqual([64, 128, 256, 512])
  })

  it.each([
    [{ dilation: true }, 'dilation true is not supported; supported is false'],
    [{ position_embedding_type: 'learned' }, 'position_embedding_type learned is not supported'],
    [{ activation_function: 'gelu' }, 'activation_function gelu is not supported'],
    [{ backbone: 'resnet26t' }, 'resnet26t is not supported; supported ResNets are resnet18'],
    [{ d_model: 36 }, 'expected d_model to be a multiple of the numbers of attention heads'],
    [{ id2label: {} }, 'expected the numbers and names of classes'],
    [{ id2label: { bag: 'bag' } }, 'expected the numbers of classes'],
    [{ id2label: { 999999999: 'bag' } }, 'expected the numbers of classes'],
    [{ encoder_layers: -1 }, 'encoder_layers'],
  ])('refuses %o', (setting, message) => {
    expect(() => readConditionalDetrConfig({ ...published, ...setting })).toThrow(message)
  })
})
