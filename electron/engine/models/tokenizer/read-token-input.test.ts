import { copyFileSync, cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readTokenInput } from './read-token-input.ts'
import { tokenInput } from './token-input.ts'

const REFERENCE = resolve(import.meta.dirname, '../../../../models/reference/tokenizer')

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'doublet-token-input-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

function writeJson(file: string, value: unknown): void {
  writeFileSync(join(folder, file), JSON.stringify(value))
}

describe('how a model takes titles', () => {
  it('is read from all of its files', async () => {
    cpSync(join(REFERENCE, 'bert-uncased'), folder, { recursive: true })
    writeJson('config.json', { model_type: 'bert', type_vocab_size: 2, max_position_embeddings: 512 })
    writeJson('sentence_bert_config.json', { max_seq_length: 256, do_lower_case: false })
    const input = await readTokenInput(folder)
    expect(tokenInput.parse(input)).toEqual({
      ids: 'input_ids',
      attentionMask: 'attention_mask',
      tokenTypes: 'token_type_ids',
      file: 'tokenizer.json',
      maximumTokens: 256,
      padding: 'longest',
      padTokenId: 0,
    })
  })

  it('leaves room for the padding id before positions that are counted from it', async () => {
    cpSync(join(REFERENCE, 'xlm-roberta'), folder, { recursive: true })
    writeJson('tokenizer_config.json', { pad_token: { content: '<pad>' }, model_max_length: 1e30 })
    writeJson('config.json', { model_type: 'xlm-roberta', type_vocab_size: 1, max_position_embeddings: 130 })
    expect(await readTokenInput(folder)).toMatchObject({
      maximumTokens: 128,
      padTokenId: 1,
      tokenTypes: null,
    })
  })

  it('is never longer than a title can be', async () => {
    cpSync(join(REFERENCE, 'bert-cased'), folder, { recursive: true })
    writeJson('tokenizer_config.json', { do_lower_case: false, model_max_length: 8192 })
    writeJson('config.json', { max_position_embeddings: 8192 })
    expect((await readTokenInput(folder)).maximumTokens).toBe(512)
  })

  it('writes a tokenizer.json where there is only a vocab.txt, and leaves one that is there', async () => {
    cpSync(join(REFERENCE, 'bert-cased'), folder, { recursive: true })
    await readTokenInput(folder)
    const written = readFileSync(join(folder, 'tokenizer.json'), 'utf8')
    expect(JSON.parse(written)).toMatchObject({ normalizer: { type: 'BertNormalizer', lowercase: false } })
    copyFileSync(join(REFERENCE, 'roberta/tokenizer.json'), join(folder, 'tokenizer.json'))
    await readTokenInput(folder)
    expect(readFileSync(join(folder, 'tokenizer.json'), 'utf8')).toBe(
      readFileSync(join(REFERENCE, 'roberta/tokenizer.json'), 'utf8'),
    )
  })

  it('refuses a cased tokenizer where titles are to be in lower case', async () => {
    writeJson('sentence_bert_config.json', { max_seq_length: 128, do_lower_case: true })
    cpSync(join(REFERENCE, 'bert-uncased'), folder, { recursive: true })
    expect((await readTokenInput(folder)).maximumTokens).toBe(128)
    copyFileSync(join(REFERENCE, 'roberta/tokenizer.json'), join(folder, 'tokenizer.json'))
    await expect(readTokenInput(folder)).rejects.toThrow('it asks for lower case')
  })

  it.each(['bert-uncased', 'xlm-roberta'])('refuses a tokenizer of a larger model: %s', async (name) => {
    cpSync(join(REFERENCE, name), folder, { recursive: true })
    writeJson('config.json', { vocab_size: 300 })
    await expect(readTokenInput(folder)).rejects.toThrow(
      'expected ids below 300, the vocab_size of config.json',
    )
  })

  it('refuses a vocab.txt that is no BERT’s', async () => {
    writeFileSync(join(folder, 'vocab.txt'), 'a\nb\n')
    await expect(readTokenInput(folder)).rejects.toThrow(
      'vocab.txt cannot be used: expected [UNK] among its 2 tokens',
    )
  })

  it('refuses a tokenizer without anything to pad with', async () => {
    writeJson('tokenizer.json', { model: { type: 'WordPiece', vocab: { a: 0 } } })
    await expect(readTokenInput(folder)).rejects.toThrow('expected a token to pad with')
  })
})
