import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { runGraph, writeGraph } from '../../inference/run-graph.fixture.ts'
import type { StoredTensor } from '../weights/stored-tensor.ts'
import { GraphBuilder } from './graph-builder.ts'
import { float32Tensor, storeTensors } from './stored-tensors.fixture.ts'

const reference = resolve(import.meta.dirname, '../../../../models/reference/graph')

const halves: StoredTensor = {
  key: 'fc.weight',
  type: 'F16',
  shape: [2, 3],
  file: join(reference, 'weights.safetensors'),
  offset: 80,
  bytes: 12,
}

/** The graph of models/reference/graph.py. */
function tinyGraph(): GraphBuilder {
  const graph = new GraphBuilder('tiny')
  const pixels = graph.input('pixels', 'float32', ['N', 2])
  const product = graph.node('MatMul', [pixels, graph.weight(halves)])
  const leaky = graph.node('LeakyRelu', [product], { alpha: { float: 0.25 } })
  const clipped = graph.node('Clip', [leaky, null, graph.floats([6.5], [])])
  const wider = graph.node('Unsqueeze', [clipped, graph.integers([-1])])
  const turned = graph.node('Transpose', [wider], { perm: [0, 2, 1] })
  graph.output('embedding', turned, ['N', 1, 3])
  return graph
}

describe('a graph', () => {
  let folder: string
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'doublet-graph-'))
  })
  afterEach(() => {
    rmSync(folder, { recursive: true })
  })

  it('is byte for byte what the onnx package writes', () => {
    const expected = readFileSync(join(reference, 'tiny.onnx'))
    expect(Buffer.from(tinyGraph().toModel(reference)).toString('latin1')).toBe(expected.toString('latin1'))
  })

  it('runs with the weights of its safetensors file', async () => {
    const { embedding } = await runGraph(join(reference, 'tiny.onnx'), {
      pixels: { type: 'float32', data: Float32Array.of(1, 0, 0, 1, -1, 2), dims: [3, 2] },
    })
    expect(embedding).toEqual({
      data: Float32Array.of(1, 2, 3, -0.25, 0.5, 6.5, -0.75, -0.25, 6.5),
      dims: [3, 1, 3],
    })
  })

  it('casts half, brain and double precision to float32', async () => {
    const tensors = storeTensors(folder, {
      half: { type: 'F16', shape: [2], bytes: Uint8Array.of(0, 0x3c, 0, 0xc0) },
      brain: { type: 'BF16', shape: [2], bytes: Uint8Array.of(0x80, 0x3f, 0x40, 0x40) },
      double: { type: 'F64', shape: [2], bytes: new Uint8Array(Float64Array.of(0.5, -4).buffer) },
      single: float32Tensor([2], [0.25, 8]),
    })
    const graph = new GraphBuilder('sum')
    const start = graph.input('start', 'float32', [2])
    const sum = [...tensors.values()].reduce(
      (sum, tensor) => graph.node('Add', [sum, graph.weight(tensor)]),
      start,
    )
    graph.output('sum', sum, [2])
    const path = await writeGraph(folder, graph)
    const outputs = await runGraph(path, {
      start: { type: 'float32', data: Float32Array.of(100, 100), dims: [2] },
    })
    expect(outputs['sum']?.data).toEqual(Float32Array.of(102.75, 105))
  })

  it('gives several outputs of one operator, and whole numbers', async () => {
    const graph = new GraphBuilder('top')
    const scores = graph.input('scores', 'float32', ['N'])
    const [values, places] = graph.nodes('TopK', [scores, graph.integers([2])], {}, 2)
    if (values === undefined || places === undefined) throw new Error('Expected two outputs')
    graph.output('values', values, [2])
    graph.output('places', places, [2], 'int64')
    const outputs = await runGraph(await writeGraph(folder, graph), {
      scores: { type: 'float32', data: Float32Array.of(3, 9, 5), dims: [3] },
    })
    expect(outputs['values']?.data).toEqual(Float32Array.of(9, 5))
    expect(outputs['places']?.data).toEqual(BigInt64Array.of(1n, 2n))
  })

  it('has equal constants and weights once', () => {
    const graph = new GraphBuilder('once')
    expect(graph.floats([1, 2])).toBe(graph.floats(Float32Array.of(1, 2)))
    expect(graph.floats([1, 2])).not.toBe(graph.floats([1, 2], [1, 2]))
    expect(graph.floats([0])).not.toBe(graph.floats([-0]))
    expect(graph.integers([0])).not.toBe(graph.floats([0, 0]))
    expect(graph.weight(halves)).toBe(graph.weight({ ...halves, key: 'tied' }))
  })

  it('refuses weights outside of its folder, for onnxruntime would', () => {
    expect(() => tinyGraph().toModel(folder)).toThrow(
      `Expected the weights of fc.weight in ${folder} but they are in ${halves.file}`,
    )
  })

  it('refuses two inputs of one name', () => {
    const graph = new GraphBuilder('twice')
    graph.input('pixels', 'uint8', ['N'])
    expect(() => graph.input('pixels', 'uint8', ['N'])).toThrow('Expected a name of its own for "pixels"')
  })

  it('refuses constants that do not fill their shape, and fractions as whole attributes', () => {
    const graph = new GraphBuilder('wrong')
    expect(() => graph.floats([1, 2, 3], [2, 2])).toThrow('Expected 4 numbers for [2, 2] but received 3')
    graph.output('y', graph.node('Softmax', [graph.input('x', 'float32', [1])], { axis: 0.5 }), [1])
    expect(() => graph.toModel(folder)).toThrow('Expected a whole number for attribute axis but received 0.5')
  })
})
