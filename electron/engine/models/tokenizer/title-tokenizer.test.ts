import { copyFileSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import fc from 'fast-check'
import { z } from 'zod'
import { readTokenInput } from './read-token-input.ts'
import { TitleTokenizer } from './title-tokenizer.ts'
import type { TokenInput } from './token-input.ts'

const REFERENCE = resolve(import.meta.dirname, '../../../../models/reference/tokenizer')
const NAMES = ['bert-uncased', 'bert-cased', 'xlm-roberta', 'roberta'] as const

const repeated = z.object({ repeat: z.string(), times: z.number() })
const reference = z
  .object({
    maximumTokens: z.number(),
    titles: z.array(z.union([z.string(), repeated.transform(({ repeat, times }) => repeat.repeat(times))])),
    ids: z.record(z.enum(NAMES), z.array(z.array(z.number()))),
  })
  .parse(JSON.parse(readFileSync(join(REFERENCE, 'reference.json'), 'utf8')))

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'doublet-tokenizer-'))
  for (const name of NAMES) cpSync(join(REFERENCE, name), join(folder, name), { recursive: true })
})
afterAll(() => rmSync(folder, { recursive: true }))

async function open(name: string, change: Partial<TokenInput> = {}): Promise<TitleTokenizer> {
  const input = await readTokenInput(join(folder, name))
  return TitleTokenizer.open(join(folder, name), { ...input, ...change })
}

describe('the tokens of titles', () => {
  // transformers' AutoTokenizer: models/reference/tokenizer.py.
  it.each(NAMES)('are those of transformers: %s', async (name) => {
    const tokenizer = await open(name, { maximumTokens: reference.maximumTokens })
    const found = reference.titles.map((title) => Array.from(tokenizer.encode([title]).ids, Number))
    for (const [index, ids] of found.entries()) {
      expect(ids, `title ${index}: ${reference.titles[index]?.slice(0, 80)}`).toEqual(
        reference.ids[name][index],
      )
    }
  })

  it('are padded to the longest of a batch and masked', async () => {
    const tokenizer = await open('bert-uncased', { padTokenId: 7 })
    const batch = tokenizer.encode(['kettle', '', 'kettle kettle'])
    const [cls, kettle, sep] = Array.from(tokenizer.encode(['kettle']).ids)
    expect([batch.rows, batch.columns]).toEqual([3, 4])
    expect(Array.from(batch.ids)).toEqual([cls, kettle, sep, 7n, cls, sep, 7n, 7n, cls, kettle, kettle, sep])
    expect(Array.from(batch.attentionMask, Number)).toEqual([1, 1, 1, 0, 1, 1, 0, 0, 1, 1, 1, 1])
    expect(Array.from(batch.tokenTypes, Number)).toEqual(Array.from({ length: 12 }, () => 0))
  })

  it('are padded to the maximum where the model wants that', async () => {
    const tokenizer = await open('bert-uncased', { maximumTokens: 200, padding: 'maximum' })
    const { columns, ids, attentionMask } = tokenizer.encode(['kettle', 'x '.repeat(500)])
    expect([columns, ids.length]).toEqual([200, 400])
    expect(attentionMask.slice(0, 4)).toEqual(BigInt64Array.of(1n, 1n, 1n, 0n))
    expect(ids[399]).toBe(ids[2])
  })

  it('are none for no titles', async () => {
    expect((await open('roberta')).encode([])).toMatchObject({ rows: 0, columns: 0 })
  })

  it('keep the special tokens whatever the title', async () => {
    for (const name of NAMES) {
      const tokenizer = await open(name, { maximumTokens: 8 })
      const [first, last] = tokenizer.encode(['']).ids
      const title = fc.string({ unit: 'binary', maxLength: 60 })
      fc.assert(
        fc.property(title, (title) => {
          const { ids, columns } = tokenizer.encode([title])
          expect([columns <= 8, ids[0], ids.at(-1)]).toEqual([true, first, last])
        }),
      )
    }
  })

  // As the tokenizers library in Rust does.
  it('leave out unknown characters where there is no token for them', async () => {
    mkdirSync(join(folder, 'no-unknown'))
    const model = { type: 'BPE', vocab: { '<pad>': 0, a: 1, b: 2 }, merges: [] }
    writeFileSync(join(folder, 'no-unknown/tokenizer.json'), JSON.stringify({ model }))
    expect(Array.from((await open('no-unknown')).encode(['axb']).ids, Number)).toEqual([1, 2])
  })

  it.each(['\u{10FFFD}', ' ', '\u0001', 'x\u0301', '\uD800'])(
    'are found of a title that repeats %o without end',
    async (text) => {
      for (const name of NAMES) {
        const { rows, columns } = (await open(name)).encode([text.repeat(150_000)])
        expect(rows).toBe(1)
        expect(columns).toBeLessThanOrEqual(512)
      }
    },
  )

  it('begin in the same way however long the title goes on', async () => {
    for (const name of NAMES) {
      const tokenizer = await open(name, { maximumTokens: 16 })
      const word = fc.constantFrom('Lumora', 'kettle', '電気', 'Ｂ', 'x'.repeat(120), '\u0001', '   ', '𠮷')
      fc.assert(
        fc.property(fc.array(word, { minLength: 400, maxLength: 500 }), (words) => {
          const whole = tokenizer.encode([words.join(' ')]).ids
          const longer = tokenizer.encode([`${words.join(' ')} ${'kettle '.repeat(2000)}`]).ids
          expect(longer).toEqual(whole)
        }),
        { numRuns: 8 },
      )
    }
  })
})

describe('a tokenizer that cannot be used', () => {
  function broken(name: string, change: (file: Record<string, unknown>) => unknown): string {
    const target = join(folder, name)
    mkdirSync(target)
    const file: unknown = JSON.parse(readFileSync(join(REFERENCE, 'xlm-roberta/tokenizer.json'), 'utf8'))
    const changed = change(z.record(z.string(), z.unknown()).parse(file))
    writeFileSync(
      join(target, 'tokenizer.json'),
      typeof changed === 'string' ? changed : JSON.stringify(changed),
    )
    copyFileSync(join(REFERENCE, 'xlm-roberta/tokenizer_config.json'), join(target, 'tokenizer_config.json'))
    return name
  }

  it.each<[string, (file: Record<string, unknown>) => unknown, string]>([
    ['not-json', () => '{', 'it is not JSON'],
    ['no-model', (file) => ({ ...file, model: null }), 'model'],
    ['bad-ids', (file) => ({ ...file, model: { vocab: { a: -1 } } }), 'vocab'],
    [
      'unknown-model',
      (file) => ({ ...file, model: { type: 'Neural', vocab: {} } }),
      'Neural is not supported; supported are BPE',
    ],
    ['unknown-normalizer', (file) => ({ ...file, normalizer: { type: 'Nmt2' } }), 'Nmt2'],
    ['unknown-part', (file) => ({ ...file, pre_tokenizer: { type: 'Cut' } }), 'Cut'],
    [
      'special-tokens',
      (file) => ({
        ...file,
        post_processor: { type: 'BertProcessing', sep: ['[SEP]', 1], cls: ['[CLS]', 0] },
      }),
      'expected its special token [CLS] in the vocabulary',
    ],
    [
      'bad-map',
      (file) => ({ ...file, normalizer: { type: 'Precompiled', precompiled_charsmap: 'AAAA' } }),
      'Expected a character map',
    ],
  ])('is refused: %s', async (name, change, message) => {
    await expect(open(broken(name, change))).rejects.toThrow(message)
  })

  it('is refused without any file', async () => {
    mkdirSync(join(folder, 'empty'))
    await expect(readTokenInput(join(folder, 'empty'))).rejects.toThrow(
      'tokenizer.json cannot be used: expected it or a vocab.txt',
    )
  })

  it('is refused where there is no room for a title', async () => {
    await expect(open('bert-uncased', { maximumTokens: 2 })).rejects.toThrow('more than the 2 special tokens')
  })
})
