import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { likeliestClasses } from '../../describe/likeliest-classes.ts'
import type { Feed } from '../../inference/run-graph.fixture.ts'
import { expectClose, REFERENCE } from '../graph/image-tower.fixture.ts'
import { TitleTokenizer } from '../tokenizer/title-tokenizer.ts'
import {
  expectCosine,
  type Numbers,
  preparedFile,
  referenceFloats,
  referenceTensor,
  runOf,
  SystemFixture,
} from './built-system.fixture.ts'

// By the code of the published card on torchvision, transformers' tokenizer and a Jina BERT:
// models/reference/ecommerce_classifier.py.
const NAME = 'ecommerce_classifier'
const logits = referenceFloats(NAME, 'logits')
const predicted = z
  .array(z.object({ title: z.string(), classes: z.record(z.string(), z.number()) }))
  .parse(JSON.parse(readFileSync(join(REFERENCE, NAME, 'predicted.json'), 'utf8')))
const EDGE = 224

let fixture: SystemFixture
beforeEach(() => {
  fixture = new SystemFixture(NAME)
})
afterEach(() => fixture.remove())

async function build() {
  return runOf(await fixture.build(), 'classify-items')
}

/** The drawn product, and the plain pictures of the script. uint8 [4, 224, 224, 3] */
async function pictures(run: Awaited<ReturnType<typeof build>>): Promise<Feed> {
  const product = await preparedFile(join(fixture.source, 'product.png'), run.pixels)
  const size = EDGE * EDGE * 3
  const data = new Uint8Array(predicted.length * size)
  data.set(product.data)
  for (let row = 1; row < predicted.length; row++)
    for (let place = 0; place < size; place++)
      data[row * size + place] = Math.floor((place * (row * 37 + 1)) / 64) % 256
  return { type: 'uint8', data, dims: [predicted.length, EDGE, EDGE, 3] }
}

async function classify(): Promise<Numbers> {
  const run = await build()
  const tokenizer = await TitleTokenizer.open(fixture.staging, run.tokens)
  const { ids, attentionMask, tokenTypes, rows, columns } = tokenizer.encode(
    predicted.map(({ title }) => title),
  )
  const dims = [rows, columns]
  return fixture.run(run.graph, {
    [run.pixels.name]: await pictures(run),
    input_ids: { type: 'int64', data: ids, dims },
    attention_mask: { type: 'int64', data: attentionMask, dims },
    token_type_ids: { type: 'int64', data: tokenTypes, dims },
  })
}

describe('EcommerceClassifier', () => {
  it('gives the logits of the published code, from plain pixels and titles', async () => {
    expectClose(await classify(), logits, [4, 8])
  })

  it('pads every title to 200 tokens, as the published code does', async () => {
    const run = await build()
    const tokenizer = await TitleTokenizer.open(fixture.staging, run.tokens)
    const { ids, attentionMask, columns } = tokenizer.encode(predicted.map(({ title }) => title))
    expect(columns).toBe(200)
    const bytes = (key: string) => new BigInt64Array(referenceTensor(NAME, key).bytes.buffer)
    expect(ids).toEqual(bytes('input_ids'))
    expect(attentionMask).toEqual(bytes('attention_mask'))
  })

  it('names the likeliest three, and "Others" before them where it is not sure', async () => {
    const run = await build()
    expect(run).toMatchObject({ top: 3, threshold: 0.7, otherName: 'Others' })
    const found = await classify()
    predicted.forEach(({ classes }, row) => {
      const { named } = likeliestClasses(found.data.subarray(row * 8, (row + 1) * 8), run)
      expect(named.map(({ name }) => name)).toEqual(Object.keys(classes))
      for (const { name, probability } of named) expect(probability).toBeCloseTo(classes[name] ?? 0, 4)
    })
    const unsure = predicted.filter(({ classes }) => 'Others' in classes)
    expect(unsure.length).toBeGreaterThan(0)
    expect(unsure.length).toBeLessThan(predicted.length)
  })

  it.each(['half', 'bfloat'])('gives nearly the same from weights stored as %s', async (half) => {
    fixture.replace('model_checkpoint.pth', `${half}.pth`)
    expectCosine(await classify(), logits, 0.999)
  })

  it('uses all of the checkpoint but the optimiser', async () => {
    expect((await fixture.build()).leftover).toEqual([])
  })

  it('is a ResNet-50 where no config.json says otherwise', async () => {
    rmSync(join(fixture.source, 'config.json'))
    await expect(build()).rejects.toMatchObject({ name: 'WeightShapeMismatch', expected: [64, 64, 1, 1] })
  })

  it('finds the text encoder beside the checkpoint too', async () => {
    for (const file of ['config.json', 'tokenizer.json', 'tokenizer_config.json', 'vocab.txt'])
      renameSync(join(fixture.source, 'text_encoder', file), join(fixture.source, file))
    // Now that config.json is the text encoder's, the picture network is the published one.
    await expect(build()).rejects.toMatchObject({ name: 'WeightShapeMismatch', expected: [64, 64, 1, 1] })
  })

  it('says what to fetch when the text encoder’s files are not there', async () => {
    rmSync(join(fixture.source, 'text_encoder'), { recursive: true })
    await expect(build()).rejects.toThrow(/part of jinaai\/jina-embeddings-v2-base-en/)
  })

  it.each([
    ['{"0": "Tea", "2": "Coffee"}', /1 is missing/],
    ['["Tea", "Coffee"]', /name classes by number/],
    ['{"0": "Tea", "1"', /expected JSON/],
    ['{"0": "Tea", "../1": "Coffee"}', /name classes by number/],
  ])('refuses the label map %s', async (content, message) => {
    writeFileSync(join(fixture.source, 'label_to_class.json'), content)
    await expect(build()).rejects.toThrow(message)
  })

  it('refuses a label map of another number of classes than the weights have', async () => {
    writeFileSync(join(fixture.source, 'label_to_class.json'), '{"0": "Tea", "1": "Coffee"}')
    await expect(build()).rejects.toMatchObject({
      key: 'classifier.8.weight',
      expected: [2, 16],
      found: [8, 16],
    })
  })
})
