import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { expectClose, REFERENCE } from '../graph/image-tower.fixture.ts'
import { float32Tensor, readNumbers, storeTensors } from '../graph/stored-tensors.fixture.ts'
import { readTextPooling } from './text-pooling-files.ts'
import { embedText, type PoolingMode, type TextPooling } from './text-pooling.ts'
import { runTextTower } from './text-tower.fixture.ts'

const POOLING = 'sentence_transformers.models.Pooling'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'doublet-pooling-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

function writeJson(file: string, value: unknown): void {
  mkdirSync(join(folder, file, '..'), { recursive: true })
  writeFileSync(join(folder, file), JSON.stringify(value))
}

function normalised(rows: Float32Array, width: number): Float32Array {
  return rows.map((value, index) => {
    const start = index - (index % width)
    return value / Math.hypot(...rows.subarray(start, start + width))
  })
}

async function embed(pooling: TextPooling) {
  const { outputs } = await runTextTower('bert/bert', (graph, tower, inputs) => {
    const { embedding, dimension } = embedText(graph, tower, inputs.attentionMask, pooling)
    graph.output('embedding', embedding, ['N', dimension])
  })
  return outputs['embedding']
}

describe('pooling', () => {
  // sentence-transformers' Pooling: models/reference/bert.py.
  it.each<PoolingMode>(['cls', 'max', 'mean', 'mean_sqrt_len_tokens'])(
    'by %s agrees with sentence-transformers',
    async (mode) => {
      const reference = readNumbers(join(REFERENCE, 'bert/bert/reference.safetensors'))[mode]
      const expected = { data: normalised(reference?.data ?? expect.fail('no reference'), 24), dims: [3, 24] }
      expectClose(await embed({ modes: [mode], dense: [] }), expected, [3, 24])
    },
  )

  it('puts several ways one behind the other', async () => {
    const { cls, mean } = readNumbers(join(REFERENCE, 'bert/bert/reference.safetensors'))
    const rows = [0, 1, 2].flatMap((row) =>
      [cls, mean].flatMap((part) => Array.from(part?.data.subarray(row * 24, row * 24 + 24) ?? [])),
    )
    const expected = { data: normalised(Float32Array.from(rows), 48), dims: [3, 48] }
    const found = await embed({ modes: ['cls', 'mean'], dense: [] })
    expect(found?.dims).toEqual([3, 48])
    expectClose(found, expected, [3, 48])
  })

  it('goes through dense layers', async () => {
    const { cls } = readNumbers(join(REFERENCE, 'bert/bert/reference.safetensors'))
    const weight = Float32Array.from({ length: 2 * 24 }, (_, index) =>
      index === 3 || index === 24 + 5 ? 1 : 0,
    )
    const dense = {
      inFeatures: 24,
      outFeatures: 2,
      weight,
      bias: Float32Array.of(0.5, 0),
      activation: 'tanh',
    } as const
    const rows = [0, 1, 2].flatMap((row) => {
      const at = (index: number) => cls?.data[row * 24 + index] ?? NaN
      return [Math.tanh(at(3) + 0.5), Math.tanh(at(5))]
    })
    const expected = { data: normalised(Float32Array.from(rows), 2), dims: [3, 2] }
    const found = await embed({ modes: ['cls'], dense: [dense] })
    expect(found?.dims).toEqual([3, 2])
    expectClose(found, expected, [3, 2])
  })

  it('refuses a dense layer that does not fit', async () => {
    const weight = new Float32Array(10)
    const dense = [{ inFeatures: 5, outFeatures: 2, weight, bias: null, activation: 'none' } as const]
    await expect(embed({ modes: ['cls'], dense })).rejects.toThrow('24 numbers but it takes 5')
  })
})

describe('a folder of sentence-transformers', () => {
  it('is the mean where nothing is said', async () => {
    expect(await readTextPooling(folder)).toEqual({ modes: ['mean'], dense: [] })
  })

  it('says how its tokens are pooled, as its versions before and since 5.4 write it', async () => {
    writeJson('modules.json', [
      { idx: 0, name: '0', path: '', type: 'sentence_transformers.models.Transformer' },
      { idx: 1, name: '1', path: '1_Pooling', type: POOLING },
      { idx: 2, name: '2', path: '2_Normalize', type: 'sentence_transformers.models.Normalize' },
    ])
    writeJson('1_Pooling/config.json', {
      word_embedding_dimension: 24,
      pooling_mode_cls_token: true,
      pooling_mode_mean_tokens: false,
    })
    expect((await readTextPooling(folder)).modes).toEqual(['cls'])
    writeJson('1_Pooling/config.json', { embedding_dimension: 24, pooling_mode: ['cls', 'max'] })
    expect((await readTextPooling(folder)).modes).toEqual(['cls', 'max'])
  })

  it('has dense layers with weights of their own', async () => {
    writeJson('modules.json', [{ path: '2_Dense', type: 'sentence_transformers.models.Dense' }])
    writeJson('2_Dense/config.json', { in_features: 3, out_features: 2, bias: true })
    storeTensors(join(folder, '2_Dense'), {
      'linear.weight': float32Tensor([2, 3], [1, 2, 3, 4, 5, 6]),
      'linear.bias': float32Tensor([2], [7, 8]),
    })
    renameSync(join(folder, '2_Dense/weights.safetensors'), join(folder, '2_Dense/model.safetensors'))
    expect((await readTextPooling(folder)).dense).toEqual([
      {
        inFeatures: 3,
        outFeatures: 2,
        weight: Float32Array.of(1, 2, 3, 4, 5, 6),
        bias: Float32Array.of(7, 8),
        activation: 'tanh',
      },
    ])
    writeJson('2_Dense/config.json', { in_features: 4, out_features: 2, bias: true })
    await expect(readTextPooling(folder)).rejects.toThrow(
      'expected "linear.weight" to be [2, 4] but it is [2, 3]',
    )
  })

  it.each([
    [[{ path: '../elsewhere', type: POOLING }], 'expected the name of a folder'],
    [[{ path: '1_Pooling/../..', type: POOLING }], 'expected the name of a folder'],
    [[{ path: '1_Pooling', type: POOLING }], 'it is not there'],
    [[{ path: '', type: 'sentence_transformers.models.LSTM' }], 'LSTM is not supported; supported are'],
    [{}, 'expected array'],
  ])('is refused with modules.json %o', async (modules, message) => {
    writeJson('modules.json', modules)
    await expect(readTextPooling(folder)).rejects.toThrow(message)
  })

  it('is refused with a way of pooling that is not known', async () => {
    writeJson('modules.json', [{ path: '1_Pooling', type: POOLING }])
    writeJson('1_Pooling/config.json', { pooling_mode_lasttoken: true })
    await expect(readTextPooling(folder)).rejects.toThrow('pooling_mode_lasttoken')
    writeJson('1_Pooling/config.json', { pooling_mode: 'weightedmean' })
    await expect(readTextPooling(folder)).rejects.toThrow('pooling_mode')
  })
})
