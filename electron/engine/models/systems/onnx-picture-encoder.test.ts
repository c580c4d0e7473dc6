import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { runGraph } from '../../inference/run-graph.fixture.ts'
import { buildModel, recogniseSystem } from '../build/build-model.ts'
import type { BuiltModel } from '../build/build-context.ts'
import { GraphBuilder } from '../graph/graph-builder.ts'
import { expectClose, REFERENCE } from '../graph/image-tower.fixture.ts'
import { readNumbers } from '../graph/stored-tensors.fixture.ts'
import { runOf } from './built-system.fixture.ts'

// By the onnx package's reference implementation: models/reference/picture_graphs.py.
const graphs = join(REFERENCE, 'picture_graphs')
const reference = readNumbers(join(graphs, 'reference.safetensors'))
const PREPROCESSOR = {
  image_processor_type: 'ViTImageProcessor',
  size: { height: 12, width: 16 },
  image_mean: [0.48, 0.45, 0.4],
  image_std: [0.26, 0.25, 0.28],
}

let source: string
let staging: string
beforeEach(() => {
  source = mkdtempSync(join(tmpdir(), 'doublet-onnx-'))
  staging = mkdtempSync(join(tmpdir(), 'doublet-onnx-staging-'))
  writeJson('preprocessor_config.json', PREPROCESSOR)
})
afterEach(() => {
  for (const folder of [source, staging]) rmSync(folder, { recursive: true })
})

function writeJson(file: string, content: object): void {
  writeFileSync(join(source, file), JSON.stringify(content))
}

function put(graph: string, as: string): void {
  copyFileSync(join(graphs, graph), join(source, as))
}

async function build(weightsFile?: string): Promise<BuiltModel> {
  const system = await recogniseSystem(source, null)
  expect(system.name).toBe('onnx-picture-encoder')
  const { signal } = new AbortController()
  return buildModel({ source, staging, parameters: {}, weightsFile, signal, onBytes: undefined }, system)
}

async function expectAgrees(built: BuiltModel, key: string): Promise<void> {
  const { graph, pixels, embedding } = runOf(built, 'embed-pictures')
  const pictures = reference['pictures'] ?? expect.fail('no reference')
  const outputs = await runGraph(join(staging, graph), {
    [pixels.name]: { type: 'uint8', data: Uint8Array.from(pictures.data), dims: pictures.dims },
  })
  expectClose(outputs[embedding.name], reference[key] ?? expect.fail('no reference'), [
    2,
    embedding.dimension,
  ])
}

/** A graph with these outputs, all of them the picture's own numbers in another shape. */
function drawGraph(as: string, outputs: readonly string[], shape: readonly (number | string)[]): void {
  const graph = new GraphBuilder('drawn')
  const pixels = graph.input('pixel_values', 'float32', [shape[0] ?? 'N', 3, 12, 16])
  const rows = graph.node('Flatten', [pixels], { axis: 1 })
  for (const name of outputs) graph.output(name, rows, [shape[0] ?? 'N', 576])
  writeFileSync(join(source, as), graph.toModel(source))
}

describe("somebody's ONNX encoder of pictures", () => {
  it('gives what it gave, from plain pixels, with its weights beside it', async () => {
    put('row.onnx', 'encoder.onnx')
    put('row.weights', 'row.weights')
    const built = await build()
    await expectAgrees(built, 'row.none')
    expect(readdirSync(staging).toSorted()).toEqual(['graph.onnx', 'row.weights'])
  })

  it('lies where exporters for browsers put it', async () => {
    mkdirSync(join(source, 'onnx'))
    put('row.onnx', 'onnx/model.onnx')
    put('map.onnx', 'onnx/model_quantized.onnx')
    put('row.weights', 'onnx/row.weights')
    await expectAgrees(await build(), 'row.none')
  })

  it('is told by its name where there are several', async () => {
    put('tokens.onnx', 'one.onnx')
    put('old.onnx', 'two.onnx')
    await expect(build()).rejects.toThrow(/found one.onnx, two.onnx. Say which to use/)
    await expect(build('three.onnx')).rejects.toThrow(/Expected three.onnx but found/)
    await expectAgrees(await build('one.onnx'), 'tokens.mean')
  })

  it('is described by its first token where the model is known to have one for that', async () => {
    put('tokens.onnx', 'model.onnx')
    writeJson('config.json', { model_type: 'dinov2' })
    await expectAgrees(await build(), 'tokens.cls')
  })

  it('is run one picture at a time where it was saved for one', async () => {
    drawGraph('model.onnx', ['image_embeds'], [1])
    expect((await build()).run).toMatchObject({ largestBatch: 1, embedding: { dimension: 576 } })
  })

  it('is asked for its embedding and not for what else it gives', async () => {
    drawGraph('model.onnx', ['logits', 'hidden', 'pooler_output'], ['N'])
    const { embedding } = runOf(await build(), 'embed-pictures')
    expect(embedding.dimension).toBe(576)
    drawGraph('model.onnx', ['logits'], ['N'])
    await expect(build()).rejects.toThrow(
      /but the graph has: logits. Export the model without its classifier/,
    )
    drawGraph('model.onnx', ['left', 'right'], ['N'])
    await expect(build()).rejects.toThrow(/but the graph has: left, right/)
  })

  it('is refused when it takes eight pictures at a time, no pictures, or texts', async () => {
    drawGraph('model.onnx', ['image_embeds'], [8])
    await expect(build()).rejects.toThrow(/it takes 8 at a time/)
    const texts = new GraphBuilder('texts')
    texts.output('embedding', texts.input('input_ids', 'int64', ['N', 7]), ['N', 7], 'int64')
    writeFileSync(join(source, 'model.onnx'), texts.toModel(source))
    await expect(build()).rejects.toThrow(/"input_ids" is int64/)
    writeJson('config.json', { model_type: 'bert' })
    await expect(build()).rejects.toThrow(/config.json is a text model/)
  })

  it('is refused when its weights are missing, outside of its folder, or it is no graph', async () => {
    put('row.onnx', 'model.onnx')
    await expect(build()).rejects.toThrow(/row.weights/)
    const moved = readFileSync(join(graphs, 'row.onnx'))
      .toString('latin1')
      .replaceAll('row.weights', '../.weights')
    writeFileSync(join(source, 'model.onnx'), Buffer.from(moved, 'latin1'))
    await expect(build()).rejects.toThrow(/weights in a file beside it but it names "..\/.weights"/)
    writeFileSync(join(source, 'model.onnx'), 'version https://git-lfs')
    await expect(build()).rejects.toMatchObject({ name: 'GraphUnsuitable' })
  })

  it('is refused for pictures of another size than its settings say', async () => {
    drawGraph('model.onnx', ['image_embeds'], ['N'])
    writeJson('preprocessor_config.json', { ...PREPROCESSOR, size: { height: 32, width: 32 } })
    await expect(build()).rejects.toThrow(/Expected pictures of 32x32 pixels/)
  })
})
