import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { runGraph, writeGraph } from '../../inference/run-graph.fixture.ts'
import type { Normalisation } from '../preprocessing/pixel-input.ts'
import { activate, activationName } from './activation.ts'
import { GraphBuilder, type Value } from './graph-builder.ts'
import { expectClose, REFERENCE } from './image-tower.fixture.ts'
import { l2Normalise, mean, samePadding, softmax } from './layers.ts'
import { pixelHead } from './pixel-head.ts'
import { readNumbers } from './stored-tensors.fixture.ts'

describe('the layers', () => {
  let folder: string
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'doublet-layers-'))
  })
  afterEach(() => {
    rmSync(folder, { recursive: true })
  })

  // Of PyTorch: models/reference/layers.py. The third row is all zeros.
  const reference = readNumbers(join(REFERENCE, 'layers/reference.safetensors'))

  const layers: Readonly<Record<string, (graph: GraphBuilder, input: Value) => Value>> = {
    softmax,
    l2Normalise,
    mean: (graph, input) => mean(graph, input, 1),
    ...Object.fromEntries(
      ['gelu', 'gelu_tanh', 'quick_gelu', 'silu', 'relu'].map((name) => [
        name,
        (graph: GraphBuilder, input: Value) => activate(graph, activationName.parse(name), input),
      ]),
    ),
  }

  it.each(Object.keys(layers).flatMap((name) => [17, 18].map((operatorSet) => [name, operatorSet] as const)))(
    'compute %s as PyTorch does, with operator set %i',
    async (name, operatorSet) => {
      const [rows, expected] = [reference['rows'], reference[name]]
      if (rows === undefined || expected === undefined) throw new Error(`Expected a reference of ${name}`)
      const graph = new GraphBuilder(name, { operatorSet })
      const value = layers[name]?.(graph, graph.input('rows', 'float32', ['N', 8]))
      graph.output('result', value ?? expect.fail('no layer'), ['N', ...expected.dims.slice(1)])
      const outputs = await runGraph(await writeGraph(folder, graph), { rows: { type: 'float32', ...rows } })
      expectClose(outputs['result'], expected, expected.dims)
    },
  )

  it('pad as TensorFlow does: as little as gives ceil(edge / stride), the odd pixel at the end', () => {
    const edge = fc.integer({ min: 1, max: 600 })
    const kernel = fc.constantFrom(1, 3, 5, 7)
    const stride = fc.constantFrom(1, 2)
    fc.assert(
      fc.property(edge, edge, kernel, stride, (heightPx, widthPx, kernel, stride) => {
        const { top, bottom, left, right } = samePadding(heightPx, widthPx, kernel, stride)
        for (const [edgePx, before, after] of [
          [heightPx, top, bottom],
          [widthPx, left, right],
        ] as const) {
          const padded = edgePx + before + after
          if (padded >= kernel)
            expect(Math.floor((padded - kernel) / stride) + 1).toBe(Math.ceil(edgePx / stride))
          expect([0, 1]).toContain(after - before)
          expect(before + after).toBeLessThan(kernel)
        }
      }),
    )
  })

  it.each(['rgb', 'bgr'] as const)('prepare pixels for a network that wants %s', async (channels) => {
    const normalisation: Normalisation = { scale: 0.5, mean: [1, 2, 3], deviation: [1, 2, 4], channels }
    const graph = new GraphBuilder('pixels')
    graph.output('result', pixelHead(graph, 'pixels', 'H', 'W', normalisation), ['N', 3, 'H', 'W'])
    // One row of two pixels: (10, 20, 30) and (40, 50, 60).
    const pixels = { type: 'uint8', data: Uint8Array.of(10, 20, 30, 40, 50, 60), dims: [1, 1, 2, 3] } as const
    const { result } = await runGraph(await writeGraph(folder, graph), { pixels })
    const expected = channels === 'rgb' ? [4, 19, 4, 11.5, 3, 6.75] : [14, 29, 4, 11.5, 0.5, 4.25]
    expect(result).toEqual({ data: Float32Array.from(expected), dims: [1, 3, 1, 2] })
  })
})
