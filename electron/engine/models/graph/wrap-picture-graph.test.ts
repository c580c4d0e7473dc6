import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { runGraph } from '../../inference/run-graph.fixture.ts'
import type { Normalisation } from '../preprocessing/pixel-input.ts'
import { GraphBuilder, type Value } from './graph-builder.ts'
import type { GraphShape } from './onnx-messages.ts'
import { GraphUnsuitable } from './graph-unsuitable.ts'
import { expectClose, REFERENCE } from './image-tower.fixture.ts'
import type { Pooling } from './picture-graph-ports.ts'
import { ProtobufWriter } from './protobuf-writer.ts'
import { readGraph } from './read-graph.ts'
import { readNumbers } from './stored-tensors.fixture.ts'
import { wrapPictureGraph } from './wrap-picture-graph.ts'

// By the onnx package's reference implementation: models/reference/picture_graphs.py.
const folder = join(REFERENCE, 'picture_graphs')
const reference = readNumbers(join(folder, 'reference.safetensors'))

const size = { heightPx: 12, widthPx: 16 }
const rgb: Normalisation = {
  scale: 1 / 255,
  mean: [0.48, 0.45, 0.4],
  deviation: [0.26, 0.25, 0.28],
  channels: 'rgb',
}
const bgr: Normalisation = { ...rgb, channels: 'bgr' }
const plain = { ...size, normalisation: rgb, pooling: 'none' } as const

describe('a wrapped encoder of pictures', () => {
  let target: string
  beforeEach(() => {
    target = mkdtempSync(join(tmpdir(), 'doublet-wrap-'))
  })
  afterEach(() => {
    rmSync(target, { recursive: true })
  })

  it.each<[name: string, pooling: Pooling, normalisation: Normalisation]>([
    ['row', 'none', rgb],
    ['map', 'mean', bgr],
    ['tokens', 'cls', rgb],
    ['tokens', 'mean', rgb],
    ['old', 'none', bgr],
  ])(
    'takes plain pictures and gives unit vectors: %s, pooled by %s',
    async (name, pooling, normalisation) => {
      const bytes = readFileSync(join(folder, `${name}.onnx`))
      const wrapped = wrapPictureGraph(bytes, { ...size, normalisation, pooling })
      expect(wrapped).toMatchObject({ output: 'embedding', dimension: 6, batch: null })
      const path = join(target, 'graph.onnx')
      writeFileSync(path, wrapped.model)
      for (const file of readGraph(wrapped.model).externalFiles)
        copyFileSync(join(folder, file), join(target, file))
      const pictures = reference['pictures'] ?? expect.fail('no reference')
      const feed = { type: 'uint8', data: Uint8Array.from(pictures.data), dims: pictures.dims } as const
      const outputs = await runGraph(path, { [wrapped.input]: feed })
      expectClose(
        outputs['embedding'],
        reference[`${name}.${pooling}`] ?? expect.fail('no reference'),
        [2, 6],
      )
    },
  )

  it('keeps what else the file says, and its weights where they are', () => {
    const bytes = readFileSync(join(folder, 'row.onnx'))
    const { model } = wrapPictureGraph(bytes, plain)
    expect(readGraph(model).externalFiles).toEqual(['row.weights'])
    const metadata = readGraph(model).model.messages(14)
    expect(metadata.map((entry) => entry.strings(1).concat(entry.strings(2)))).toEqual([['kept', 'yes']])
  })

  it('has names that its own graph does not use', () => {
    const { model, input } = wrapPictureGraph(readFileSync(join(folder, 'row.onnx')), plain)
    expect(input).toBe('pixels_')
    const { inputs, outputs } = readGraph(model)
    expect(inputs).toEqual([{ name: 'pixels_', type: 'uint8', shape: ['N', 12, 16, 3] }])
    expect(outputs).toEqual([{ name: 'embedding', type: 'float32', shape: ['N', 6] }])
  })

  it('says for how many pictures it was saved', () => {
    const bytes = encoder(['input', [1, 3, 12, 16]], [['output', [1, 6]]])
    expect(wrapPictureGraph(bytes, plain).batch).toBe(1)
  })

  it('takes the output that is asked for', () => {
    const bytes = encoder(
      ['input', ['N', 3, 12, 16]],
      [
        ['tokens', ['N', 5, 8]],
        ['pooled', ['N', 8]],
      ],
    )
    expect(wrapPictureGraph(bytes, { ...plain, output: 'pooled' }).dimension).toBe(8)
    expect(() => wrapPictureGraph(bytes, plain)).toThrow(
      'Expected one output but the graph has: tokens, pooled. Say which one is the embedding',
    )
    expect(() => wrapPictureGraph(bytes, { ...plain, output: 'other' })).toThrow(
      'Expected an output named "other" but the graph has: tokens, pooled',
    )
  })

  it.each<[what: string, input: GraphShape, output: GraphShape, pooling: Pooling, message: string]>([
    ['one channel', ['N', 1, 12, 16], ['N', 6], 'none', '"input" is float32 [N, 1, 12, 16]'],
    ['three axes', [3, 12, 16], [6], 'none', 'Expected an input of float32 [N, 3, H, W] or [N, H, W, 3]'],
    ['another size', ['N', 3, 224, 224], ['N', 6], 'none', 'Expected pictures of 16x12 pixels'],
    [
      'a map without pooling',
      ['N', 3, 12, 16],
      ['N', 6, 3, 4],
      'none',
      'to be float32 [N, C] for pooling "none"',
    ],
    [
      'a row with pooling',
      ['N', 3, 12, 16],
      ['N', 6],
      'cls',
      'to be float32 [N, tokens, C] for pooling "cls"',
    ],
    [
      'an unknown width',
      ['N', 3, 12, 16],
      ['N', 'C'],
      'none',
      'to be of a fixed width but it is float32 [N, C]',
    ],
  ])('refuses a graph with %s', (_what, input, output, pooling, message) => {
    const bytes = encoder(['input', input], [['output', output]])
    expect(() => wrapPictureGraph(bytes, { ...plain, pooling })).toThrow(message)
  })

  it('refuses a graph that is fed more than pictures', () => {
    const graph = new GraphBuilder('two')
    const sum = graph.node('Add', [
      graph.input('a', 'float32', ['N', 3, 12, 16]),
      graph.input('b', 'float32', []),
    ])
    graph.output('output', sum, ['N', 6])
    expect(() => wrapPictureGraph(graph.toModel('.'), plain)).toThrow(
      'Expected one input, for pictures, but the graph has: a, b',
    )
  })
})

/** A graph of that shape; it need not run. */
function encoder(
  [inputName, inputShape]: readonly [string, GraphShape],
  outputs: readonly (readonly [string, GraphShape])[],
): Uint8Array {
  const graph = new GraphBuilder('encoder')
  const value: Value = graph.input(inputName, 'float32', inputShape)
  for (const [name, shape] of outputs) graph.output(name, value, shape)
  return graph.toModel('.')
}

describe('reading a graph', () => {
  it.each([
    ['nothing', new Uint8Array(0), 'Expected an ONNX model but found no graph in it'],
    ['text', Buffer.from('version https://git-lfs'), 'Expected an ONNX model but the bytes are none'],
    ['numbers for bytes', new ProtobufWriter().integer(7, 3).finish(), 'Expected bytes in field 7'],
    [
      'no version',
      new ProtobufWriter().message(7, new ProtobufWriter()).finish(),
      'to name the version of its operators but it does not',
    ],
  ])('refuses %s', (_what, bytes, message) => {
    expect(() => readGraph(bytes)).toThrow(GraphUnsuitable)
    expect(() => readGraph(bytes)).toThrow(message)
  })

  it.each(['../weights', '/etc/passwd', 'C:\\weights', 'a/b', '..', ''])(
    'refuses weights in "%s"',
    (location) => {
      expect(() => readGraph(modelWith(external(location)))).toThrow(
        `Expected the model's weights in a file beside it but it names "${location}"`,
      )
    },
  )

  it('finds weights inside of nodes, and refuses graphs that are nested without an end', () => {
    const within = (graph: ProtobufWriter) =>
      new ProtobufWriter().message(1, new ProtobufWriter().message(5, new ProtobufWriter().message(6, graph)))
    expect(readGraph(modelWith(within(external('inner.weights')))).externalFiles).toEqual(['inner.weights'])
    const endless = Array.from({ length: 9 }).reduce<ProtobufWriter>(within, new ProtobufWriter())
    expect(() => readGraph(modelWith(endless))).toThrow('Expected at most 8 graphs within each other')
  })
})

/** A graph with one tensor whose numbers are in that file. */
function external(location: string): ProtobufWriter {
  const entry = new ProtobufWriter().string(1, 'location').string(2, location)
  return new ProtobufWriter().message(5, new ProtobufWriter().message(13, entry))
}

function modelWith(graph: ProtobufWriter): Uint8Array {
  return new ProtobufWriter().message(7, graph).message(8, new ProtobufWriter().integer(2, 17)).finish()
}
