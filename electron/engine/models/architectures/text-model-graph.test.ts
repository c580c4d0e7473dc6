import { copyFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { type Feed, runGraph, writeGraph } from '../../inference/run-graph.fixture.ts'
import { expectClose, REFERENCE } from '../graph/image-tower.fixture.ts'
import { readNumbers } from '../graph/stored-tensors.fixture.ts'
import { readTokenInput } from '../tokenizer/read-token-input.ts'
import { TitleTokenizer } from '../tokenizer/title-tokenizer.ts'
import { openModelWeights } from '../weights/open-model-weights.ts'
import { readBertConfig } from './bert-config.ts'
import { textModelGraph } from './text-model-graph.ts'
import { readTextPooling } from './text-pooling-files.ts'

const SOURCE = join(REFERENCE, 'minilm_tiny')
const titles = z.array(z.string()).parse(JSON.parse(readFileSync(join(SOURCE, 'titles.json'), 'utf8')))
const { embeddings } = readNumbers(join(SOURCE, 'reference.safetensors'))

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'doublet-text-model-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

/** From the published folder to embeddings. @param weights folder within it */
async function embed(weights: string, padding: 'longest' | 'maximum') {
  for (const file of ['vocab.txt', 'tokenizer_config.json', 'config.json', 'sentence_bert_config.json'])
    copyFileSync(join(SOURCE, file), join(folder, file))
  const source = join(SOURCE, weights)
  const tensors = await openModelWeights({
    source,
    destination: folder,
    signal: new AbortController().signal,
    file: 'model.safetensors',
  })
  const tokens = { ...(await readTokenInput(folder)), padding }
  const config = readBertConfig(JSON.parse(readFileSync(join(folder, 'config.json'), 'utf8')))
  const { graph, output, leftover } = textModelGraph(tensors, config, tokens, await readTextPooling(SOURCE))
  expect(leftover).toEqual([])
  const batch = (await TitleTokenizer.open(folder, tokens)).encode(titles)
  const dims = [batch.rows, batch.columns]
  const feeds: Record<string, Feed> = {
    input_ids: { type: 'int64', data: batch.ids, dims },
    attention_mask: { type: 'int64', data: batch.attentionMask, dims },
    token_type_ids: { type: 'int64', data: batch.tokenTypes, dims },
  }
  return (await runGraph(await writeGraph(folder, graph), feeds))[output]
}

describe('a folder of sentence-transformers', () => {
  // models/reference/minilm_tiny.py
  it.each(['longest', 'maximum'] as const)(
    'gives the embeddings that sentence-transformers gives, padded to the %s',
    async (padding) => {
      expectClose(await embed('', padding), embeddings ?? expect.fail('no reference'), [titles.length, 24])
    },
  )

  it.each(['half', 'bfloat'])('gives nearly the same with weights in half precision: %s', async (weights) => {
    const found = (await embed(weights, 'longest'))?.data ?? expect.fail('no output')
    const expected = embeddings?.data ?? expect.fail('no reference')
    for (const row of titles.keys()) {
      const cosine = Array.from({ length: 24 }, (_, at) => row * 24 + at).reduce(
        (sum, at) => sum + Number(found[at]) * (expected[at] ?? 0),
        0,
      )
      expect(cosine).toBeGreaterThan(0.999)
    }
  })
})
