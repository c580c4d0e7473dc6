import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { GraphBuilder } from '../graph/graph-builder.ts'
import { GraphWeights } from '../graph/graph-weights.ts'
import { expectClose, REFERENCE } from '../graph/image-tower.fixture.ts'
import { publishedTensors } from '../graph/published-shapes.fixture.ts'
import { readNumbers, readStoredTensors } from '../graph/stored-tensors.fixture.ts'
import { readBertConfig } from './bert-config.ts'
import { bertTower } from './bert-tower.ts'
import { runTextTower } from './text-tower.fixture.ts'

const TINY = {
  model_type: 'bert',
  vocab_size: 40,
  hidden_size: 24,
  num_hidden_layers: 2,
  num_attention_heads: 3,
  intermediate_size: 40,
  max_position_embeddings: 16,
}

/** Of bert-base-uncased. */
const BASE = {
  model_type: 'bert',
  vocab_size: 30522,
  hidden_size: 768,
  num_hidden_layers: 12,
  num_attention_heads: 12,
  intermediate_size: 3072,
  max_position_embeddings: 512,
}

// The references are transformers' own models: models/reference/bert.py.
describe('BERT', () => {
  it.each(['bert', 'masked-lm', 'xlm-roberta', 'distilbert', 'without-positions'])(
    'agrees with transformers on %s',
    async (name) => {
      const { tokens } = readNumbers(join(REFERENCE, `bert/${name}/reference.safetensors`))
      const { outputs, leftover } = await runTextTower(`bert/${name}`, (graph, tower) => {
        graph.output('tokens', tower.tokens, ['N', 'T', tower.width])
      })
      expect(leftover).toEqual([])
      expectClose(outputs['tokens'], tokens ?? expect.fail('no reference'), [3, 9, 24])
    },
  )

  it.each(['bert', 'xlm-roberta'])('has the pooler of %s', async (name) => {
    const { pooler } = readNumbers(join(REFERENCE, `bert/${name}/reference.safetensors`))
    const { outputs, leftover } = await runTextTower(`bert/${name}`, (graph, tower) => {
      graph.output('pooler', tower.pooler ?? expect.fail('no pooler'), ['N', tower.width])
    })
    expect(leftover).toEqual([])
    expectClose(outputs['pooler'], pooler ?? expect.fail('no reference'), [3, 24])
  })

  it.each([
    ['bert-base-uncased', {}],
    ['all-MiniLM-L6-v2', { hidden_size: 384, num_hidden_layers: 6, intermediate_size: 1536 }],
    [
      'xlm-roberta-base',
      { model_type: 'xlm-roberta', vocab_size: 250002, max_position_embeddings: 514, type_vocab_size: 1 },
    ],
    ['jina-embeddings-v2-base-en', { vocab_size: 30528, position_embedding_type: 'alibi' }],
  ])('is built of the weights of %s', (name, sizes) => {
    const graph = new GraphBuilder(name)
    const weights = new GraphWeights(graph, publishedTensors(name))
    const ids = graph.input('ids', 'int64', ['N', 'T'])
    const config = readBertConfig({ ...BASE, ...sizes })
    const tower = bertTower(graph, weights, config, { ids, attentionMask: ids, tokenTypes: null })
    expect(weights.leftover()).toEqual([])
    expect(tower.width).toBe(config.width)
    expect(tower.pooler).not.toBeNull()
  })

  it('has no pooler where the checkpoint has none', async () => {
    const { outputs } = await runTextTower('bert/masked-lm', (graph, tower) => {
      expect(tower.pooler).toBeNull()
      graph.output('tokens', tower.tokens, ['N', 'T', tower.width])
    })
    expect(outputs['tokens']?.dims).toEqual([3, 9, 24])
  })

  it.each(['bert/bert', 'bert/xlm-roberta', 'bert/without-positions', 'jina_bert/first'])(
    'gives a text the same vectors with and without padding: %s',
    async (fixture) => {
      const { tokens } = readNumbers(join(REFERENCE, `${fixture}/reference.safetensors`))
      const row = 2
      const length = 2
      const { outputs } = await runTextTower(
        fixture,
        (graph, tower) => graph.output('tokens', tower.tokens, ['N', 'T', tower.width]),
        { row, length },
      )
      const padded = tokens?.data.slice(row * 9 * 24, (row * 9 + length) * 24) ?? expect.fail('no reference')
      expectClose(outputs['tokens'], { data: padded, dims: [1, length, 24] }, [1, length, 24])
    },
  )

  it('names the weight whose size is not what config.json says', () => {
    const graph = new GraphBuilder('bert')
    const weights = new GraphWeights(graph, readStoredTensors(join(REFERENCE, 'bert/bert/model.safetensors')))
    const ids = graph.input('ids', 'int64', ['N', 'T'])
    const config = readBertConfig({ ...TINY, vocab_size: 41 })
    expect(() => bertTower(graph, weights, config, { ids, attentionMask: ids, tokenTypes: null })).toThrow(
      'Expected "embeddings.word_embeddings.weight" to be [41, 24] but the checkpoint has [40, 24]',
    )
  })

  it('names the first weight that a checkpoint of another architecture lacks', () => {
    const graph = new GraphBuilder('bert')
    const weights = new GraphWeights(graph, readStoredTensors(join(REFERENCE, 'vit/timm/model.safetensors')))
    const ids = graph.input('ids', 'int64', ['N', 'T'])
    const inputs = { ids, attentionMask: ids, tokenTypes: null }
    expect(() => bertTower(graph, weights, readBertConfig(TINY), inputs)).toThrow(
      'Expected weights named "embeddings.word_embeddings.weight"',
    )
  })
})

describe('config.json of a BERT', () => {
  it('is read in each of its forms', () => {
    expect(readBertConfig(TINY).positions).toEqual({ kind: 'from-start', count: 16 })
    expect(readBertConfig({ ...TINY, model_type: 'xlm-roberta', pad_token_id: 1 }).positions).toEqual({
      kind: 'from-padding',
      count: 16,
      paddingId: 1,
    })
    expect(readBertConfig({ ...TINY, position_embedding_type: 'alibi' }).positions.kind).toBe('alibi')
  })

  it.each([
    [{ position_embedding_type: 'relative_key' }, 'position_embedding_type'],
    [{ hidden_act: 'tanh' }, 'hidden_act'],
    [{ num_attention_heads: 5 }, 'hidden_size is not a multiple of num_attention_heads'],
    [{ hidden_size: -1 }, 'hidden_size'],
    [{ is_decoder: true }, 'is_decoder'],
    [{ model_type: 'mpnet' }, 'mpnet is not supported; supported are bert, roberta,'],
    [{ feed_forward_type: 'swiglu' }, 'feed_forward_type'],
  ])('is refused with %o', (setting, message) => {
    expect(() => readBertConfig({ ...TINY, ...setting })).toThrow(message)
  })
})
