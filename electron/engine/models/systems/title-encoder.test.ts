import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { expectClose, REFERENCE } from '../graph/image-tower.fixture.ts'
import type { TokenInput } from '../tokenizer/token-input.ts'
import { TitleTokenizer } from '../tokenizer/title-tokenizer.ts'
import { expectCosine, type Numbers, referenceFloats, runOf, SystemFixture } from './built-system.fixture.ts'

// By sentence-transformers: models/reference/minilm_tiny.py.
const NAME = 'minilm_tiny'
const embeddings = referenceFloats(NAME, 'embeddings')
const titles = z
  .array(z.string())
  .parse(JSON.parse(readFileSync(join(REFERENCE, NAME, 'titles.json'), 'utf8')))

let fixture: SystemFixture
beforeEach(() => {
  fixture = new SystemFixture(NAME)
})
afterEach(() => fixture.remove())

async function embed(): Promise<Numbers> {
  const { graph, tokens } = runOf(await fixture.build(), 'embed-titles')
  const { ids, attentionMask, tokenTypes, rows, columns } = await encode(tokens, titles)
  const dims = [rows, columns]
  return fixture.run(graph, {
    input_ids: { type: 'int64', data: ids, dims },
    attention_mask: { type: 'int64', data: attentionMask, dims },
    token_type_ids: { type: 'int64', data: tokenTypes, dims },
  })
}

async function encode(tokens: TokenInput, texts: readonly string[]) {
  return (await TitleTokenizer.open(fixture.staging, tokens)).encode(texts)
}

describe('an encoder of titles', () => {
  it('gives what sentence-transformers gives', async () => {
    expectClose(await embed(), embeddings, [titles.length, 24])
  })

  it.each(['half', 'bfloat'])('gives nearly the same from weights stored as %s', async (half) => {
    fixture.replace('model.safetensors', `${half}/model.safetensors`)
    expectCosine(await embed(), embeddings, 0.999)
  })

  it('puts before every title what its known model says', async () => {
    const { tokens } = runOf(await fixture.build({ titlePrefix: 'kettle: ' }), 'embed-titles')
    expect(tokens.prefix).toBe('kettle: ')
    const { prefix: _, ...plain } = tokens
    expect(await encode(tokens, titles)).toEqual(
      await encode(
        plain,
        titles.map((title) => `kettle: ${title}`),
      ),
    )
  })

  it('needs the tokenizer', async () => {
    rmSync(join(fixture.source, 'vocab.txt'))
    await expect(fixture.build()).rejects.toMatchObject({ name: 'TextFileUnreadable' })
  })
})
