import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Item } from '../contract/items.ts'
import type { Job } from '../contract/jobs.ts'
import { EngineFixture } from './engine-fixture.ts'
import { REFERENCE } from './models/graph/image-tower.fixture.ts'
import { HubServer } from './models/hub/hub-server.fixture.ts'

const TRENDYOL = 'trendyol-product-image-encoder'
/** Bytes that are more than the window between two pieces of a connection, so that a download has a middle. */
const LARGE = 400_000

let fixture: EngineFixture
let hub: HubServer

beforeAll(async () => {
  hub = await new HubServer().start()
})
afterAll(() => hub.stop())

type InstallInput = Parameters<EngineFixture['client']['models']['install']>[0]

function install(input: InstallInput): Promise<Job> {
  return fixture.finish(() => fixture.client.models.install(input), 'install-model')
}

/** Ids of installed models, the built-in one left out. */
async function installed(): Promise<string[]> {
  const { installed: models } = await fixture.client.models.list()
  return models.filter(({ builtIn }) => !builtIn).map(({ id }) => id)
}

/** A copy of a folder of models/reference without what only tests read. */
function publishedFolder(name: string): string {
  const folder = join(fixture.folder, 'published', name)
  cpSync(join(REFERENCE, name), folder, { recursive: true })
  for (const file of readdirSync(folder))
    if (/^(reference|half|bfloat|product|predicted)\./.test(file)) rmSync(join(folder, file))
  return folder
}

/** Everything that a hub has of a folder; weights are kept in its storage. */
function publish(name: string): void {
  const folder = publishedFolder(name)
  hub.files.clear()
  for (const file of readdirSync(folder))
    hub.add(file, readFileSync(join(folder, file)), /\.(safetensors|pth|pt)$/.test(file))
}

/** What has come of a file while it is fetched. */
function partOf(file: string): string {
  return join(fixture.folder, 'data', 'models', '.downloads', 'owner--name@main', `${file}.part`)
}

/** What is under way of installing: downloads and staged folders. */
function leftovers(): string[] {
  const models = join(fixture.folder, 'data', 'models')
  return readdirSync(models).filter((name) => name.startsWith('.') && name !== '.downloads')
}

describe('installing a model', () => {
  beforeAll(async () => {
    fixture = new EngineFixture(hub.endpoint)
    await fixture.client.catalogue.create({ path: fixture.cataloguePath })
  })
  afterAll(() => fixture.end())

  it('asks for the terms before anything is fetched', async () => {
    publish('trendyol')
    const source = 'hf:owner/name'
    await expect(fixture.client.models.install({ source, name: TRENDYOL })).rejects.toMatchObject({
      code: 'TERMS_NOT_ACCEPTED',
      data: { model: TRENDYOL, terms: expect.stringContaining('may not redistribute') },
    })
    expect(hub.seen).toEqual([])
    expect(await installed()).toEqual([])
  })

  it('never installs a file whose checksum is wrong', async () => {
    const swapped = Buffer.from(hub.files.get('model.safetensors')?.content ?? '')
    swapped.fill(7, swapped.length / 2)
    hub.treatments.push({ content: swapped }, { content: swapped }, { content: swapped })
    const job = await install({ source: 'hf:owner/name', name: TRENDYOL, acceptTerms: true })
    expect(job).toMatchObject({
      status: 'failed',
      error: { words: expect.stringMatching(/checksum|SHA-256/i) },
    })
    expect(await installed()).toEqual([])
    expect(leftovers()).toEqual([])
    hub.treatments.length = 0
  })

  it('fetches, checks, converts and installs it once the terms were accepted, which is asked once', async () => {
    const job = await install({ source: 'hf:owner/name', name: TRENDYOL })
    expect(job).toMatchObject({ status: 'done', error: null })
    expect(job.notes).toContainEqual(
      expect.objectContaining({ words: expect.stringContaining('head.weight') }),
    )
    const { installed: models } = await fixture.client.models.list()
    expect(models.find(({ id }) => id === TRENDYOL)).toMatchObject({
      name: 'Trendyol E-Commerce Product Image Encoder',
      task: 'embed-pictures',
      dimension: 20,
      source: 'hf:owner/name@main',
      accepted: { by: 'Ada' },
      problem: null,
    })
    expect(leftovers()).toEqual([])
  })

  it('pauses a download and goes on where it stopped', async () => {
    publish('trendyol')
    const weights = hub.files.get('model.safetensors')?.content ?? Buffer.alloc(0)
    // A safetensors file may have a header with spaces behind it; the rest of the file is its data.
    hub.add('model.safetensors', padded(weights, LARGE), true)
    hub.treatments.push({ dropAfter: LARGE / 2 })
    hub.seen.length = 0
    const statuses: string[] = []
    const job = await fixture.finish(
      async () => {
        const started = await fixture.client.models.install({ source: 'hf:owner/name', name: TRENDYOL })
        await expect
          .poll(() => statSync(partOf('model.safetensors'), { throwIfNoEntry: false })?.size)
          .toBe(LARGE / 2)
        await fixture.client.jobs.pause({ id: started.id })
        return started
      },
      'install-model',
      async ({ id, status }) => {
        if (statuses.at(-1) !== status) statuses.push(status)
        if (status === 'paused') await fixture.client.jobs.resume({ id })
      },
    )
    expect(job).toMatchObject({ status: 'done', error: null })
    expect(statuses.slice(-3)).toEqual(['paused', 'running', 'done'])
    const ranges = hub.requestsFor('storage').map(({ range }) => range)
    expect(ranges).toEqual([undefined, expect.stringMatching(/^bytes=[1-9]\d+-$/)])
  })

  it('sends the token that a gated repository asks for, and keeps it nowhere', async () => {
    publish('trendyol')
    hub.gatedToken = 'hf_only-for-this-job'
    const request = { source: 'hf:owner/name', name: TRENDYOL }
    expect(await install(request)).toMatchObject({
      status: 'failed',
      error: { words: expect.stringMatching(/token/) },
    })
    expect(await install({ ...request, token: hub.gatedToken })).toMatchObject({
      status: 'done',
      error: null,
    })
    for (const file of readdirSync(fixture.cataloguePath, { recursive: true, withFileTypes: true }))
      if (file.isFile())
        expect(readFileSync(join(file.parentPath, file.name)).includes(hub.gatedToken)).toBe(false)
    hub.gatedToken = null
  })

  it('takes a name of the user’s, and a folder', async () => {
    const source = publishedFolder('minilm_tiny')
    expect(await install({ source, name: 'Our titles' })).toMatchObject({ status: 'done', error: null })
    const { installed: models } = await fixture.client.models.list()
    expect(models.find(({ id }) => id === 'our-titles')).toMatchObject({
      name: 'Our titles',
      task: 'embed-titles',
      dimension: 24,
      accepted: null,
    })
  })

  it('takes an ONNX encoder from where hubs keep it, with the licence of its card', async () => {
    hub.files.clear()
    const graphs = join(REFERENCE, 'picture_graphs')
    hub.add('onnx/model.onnx', readFileSync(join(graphs, 'tokens.onnx')), true)
    hub.add('README.md', '---\nlicense: mit\n---\n# An encoder\n')
    const size = { height: 12, width: 16 }
    const settings = { image_processor_type: 'ViTImageProcessor', size }
    hub.add('preprocessor_config.json', JSON.stringify(settings))
    expect(await install({ source: 'hf:owner/name' })).toMatchObject({ status: 'done', error: null })
    const { installed: models } = await fixture.client.models.list()
    expect(models.find(({ id }) => id === 'owner-name')).toMatchObject({
      dimension: 6,
      licence: { name: 'mit' },
    })
  })

  it('leaves nothing of a folder that cannot be used', async () => {
    const before = await installed()
    const source = publishedFolder('shopee_arcface')
    const path = join(source, 'config.json')
    const config = readFileSync(path, 'utf8')
    writeFileSync(path, config.replace('0.06', '0.08'))
    const broken = await install({ source })
    expect(broken).toMatchObject({ status: 'failed', error: { words: expect.stringContaining('backbone.') } })
    expect(await installed()).toEqual(before)
    expect(leftovers()).toEqual([])
  })

  it.each([
    [
      'a kind that is not supported',
      { 'config.json': '{"model_type": "swinv2"}' },
      /^swinv2 is not supported/,
    ],
    ['an empty folder', {}, /^Expected a model in/],
  ])('refuses %s at once', async (_what, files, message) => {
    const source = join(fixture.folder, 'odd')
    mkdirSync(source, { recursive: true })
    for (const [name, content] of Object.entries(files)) writeFileSync(join(source, name), content)
    await expect(fixture.client.models.install({ source })).rejects.toMatchObject({
      code: 'MODEL_UNUSABLE',
      message: expect.stringMatching(message),
    })
    rmSync(source, { recursive: true })
  })

  it.each(['https://example.com/model', 'hf:owner', 'hf:../../etc/passwd'])(
    'refuses the source %s',
    async (source) => {
      await expect(fixture.client.models.install({ source })).rejects.toMatchObject({
        code: 'MODEL_UNUSABLE',
      })
    },
  )

  it('refuses a name of which no id can be made before it does anything', async () => {
    const source = publishedFolder('minilm_tiny')
    await expect(fixture.client.models.install({ source, name: '模型' })).rejects.toMatchObject({
      code: 'MODEL_UNUSABLE',
    })
  })

  it('removes one that nothing uses', async () => {
    await fixture.client.models.remove({ id: 'our-titles' })
    expect(await installed()).not.toContain('our-titles')
  })
})

describe('using a model', () => {
  let items: number
  let pictures: number
  const use = (role: 'pictures' | 'titles' | 'categories', id: string | null): Promise<Job> =>
    fixture.finish(() => fixture.client.models.use({ role, id }), 'match')
  const describing = async (): Promise<Job | undefined> =>
    (await fixture.client.jobs.list()).find(({ kind }) => kind === 'describe')
  const everyItem = (): Promise<Item[]> =>
    fixture.client.items.get({ ids: Array.from({ length: items }, (_, n) => n + 1) })

  beforeAll(async () => {
    fixture = new EngineFixture(hub.endpoint)
    const sample = await fixture.drawSample(6)
    // Under another heading, what the sample says of categories is no category: only predicted ones are left.
    writeFileSync(sample.table, readFileSync(sample.table, 'utf8').replace('category', 'shelf'))
    await fixture.client.catalogue.create({ path: fixture.cataloguePath })
    await fixture.finish(() => fixture.client.sources.import(sample), 'match')
    const info = await fixture.client.catalogue.current()
    items = info?.items ?? 0
    pictures = info?.described ?? 0
    for (const name of ['trendyol', 'fashion', 'ecommerce_classifier', 'minilm_tiny']) {
      const job = await install({ source: publishedFolder(name), acceptTerms: true })
      expect(job).toMatchObject({ status: 'done', error: null })
    }
  })
  afterAll(() => fixture.end())

  it('says what it will cost, describes every picture by it and proposes groups by it', async () => {
    expect(pictures).toBeGreaterThan(10)
    const cost = await fixture.client.models.cost({ role: 'pictures', id: TRENDYOL })
    expect(cost).toMatchObject({ of: 'pictures', missing: pictures, kept: 0 })
    expect(cost.seconds).toBeGreaterThan(0)
    expect(await use('pictures', TRENDYOL)).toMatchObject({ status: 'done', error: null })
    expect((await describing())?.summary).toMatchObject({ 'pictures described': pictures })
    expect((await fixture.client.catalogue.current())?.described).toBe(pictures)
    const { installed: models } = await fixture.client.models.list()
    expect(models.find(({ id }) => id === TRENDYOL)?.roles).toEqual(['pictures'])
    expect(models.find(({ builtIn }) => builtIn)?.roles).toEqual([])
    expect((await fixture.client.groups.list({})).rows.length).toBeGreaterThan(0)
    await expect(fixture.client.models.remove({ id: TRENDYOL })).rejects.toMatchObject({
      code: 'MODEL_UNUSABLE',
    })
  })

  it('goes back to the built-in one without computing anything anew', async () => {
    expect(await fixture.client.models.cost({ role: 'pictures', id: null })).toMatchObject({
      missing: 0,
      kept: pictures,
      seconds: 0,
    })
    expect(await use('pictures', null)).toMatchObject({ status: 'done', error: null })
    expect((await describing())?.summary).toEqual({})
    expect(await fixture.client.models.cost({ role: 'pictures', id: TRENDYOL })).toMatchObject({
      missing: 0,
      kept: pictures,
    })
  })

  it('finds the items of pictures, shows their boxes and compares within a class only', async () => {
    expect(await use('pictures', 'fashion')).toMatchObject({ status: 'done', error: null })
    const found = await everyItem()
    const boxes = found.flatMap(({ pictures: shown }) => shown.flatMap((picture) => picture.boxes))
    expect(boxes.length).toBeGreaterThan(0)
    for (const { label, score } of boxes) {
      expect(label).toMatch(/^\w+$/)
      expect(score).toBeGreaterThanOrEqual(0.4)
    }
    const labelsOf = ({ pictures: shown }: Item): Set<string | null> =>
      new Set(shown.flatMap((picture) => picture.boxes.map(({ label }) => label)))
    const pairs = found.flatMap((a, n) => found.slice(n + 1).map((b) => [a, b] as const))
    const seen = new Set<boolean>()
    for (const [a, b] of pairs) {
      const comparable = [...labelsOf(a)].some((label) => labelsOf(b).has(label))
      const { channels } = await fixture.client.groups.pair({ itemA: a.id, itemB: b.id })
      expect(channels.find(({ channel }) => channel === 'image')?.distance !== null).toBe(comparable)
      seen.add(comparable)
    }
    expect(seen).toEqual(new Set([true, false]))
    await use('pictures', null)
    expect((await everyItem()).flatMap((item) => item.pictures.flatMap((picture) => picture.boxes))).toEqual(
      [],
    )
  })

  it('rehearses what categories would do to groups, without a trace until that is accepted', async () => {
    const before = (await fixture.client.groups.list({})).rows
    const model = { id: 'ecommerce-classifier', role: 'categories', acceptTerms: false } as const
    const rehearsed = await fixture.finish(() => fixture.client.rehearsal.start({ model }), 'rehearse')
    expect(rehearsed).toMatchObject({ status: 'done', error: null })
    expect(rehearsed.summary).toMatchObject({ 'categories predicted': items })
    expect((await fixture.client.rehearsal.result())?.words).toBe(
      'For categories ecommerce-classifier in place of no model',
    )
    expect(await fixture.client.groups.categories()).toEqual([])
    expect((await fixture.client.groups.list({})).rows).toEqual(before)

    await fixture.finish(() => fixture.client.rehearsal.accept(), 'rehearse')
    const accepted = (await fixture.client.groups.list({})).rows
    expect((await fixture.client.groups.categories()).length).toBeGreaterThan(0)
    expect(accepted.some(({ category }) => category !== null)).toBe(true)
    await use('categories', 'ecommerce-classifier')
    expect((await describing())?.summary).toEqual({})
    expect((await fixture.client.groups.list({})).rows).toEqual(accepted)
    await use('categories', null)
  })

  it('predicts categories that are shown and can be filtered by', async () => {
    expect(await use('categories', 'ecommerce-classifier')).toMatchObject({ status: 'done', error: null })
    const classified = await everyItem()
    expect(classified.length).toBe(items)
    for (const { predicted } of classified) {
      expect(predicted.length).toBeGreaterThanOrEqual(3)
      const [first, second] = predicted
      if (first?.name === 'Others') expect(first.probability + (second?.probability ?? 0)).toBeCloseTo(1, 5)
    }
    const sure = classified.flatMap(({ predicted: [first] }) =>
      first === undefined || first.name === 'Others' ? [] : [first.name],
    )
    expect(new Set(await fixture.client.groups.categories())).toEqual(new Set(sure))
    const [category = ''] = sure
    const all = (await fixture.client.groups.list({})).rows
    const { rows } = await fixture.client.groups.list({ filter: { category } })
    expect(rows).toEqual(all.filter((group) => group.category === category))
    expect(rows.length).toBeGreaterThan(0)
    expect(rows.length).toBeLessThan(all.length)
  })

  it('reads titles by their meaning, which becomes a channel of its own', async () => {
    expect(await use('titles', 'minilm_tiny')).toMatchObject({ status: 'done', error: null })
    const [a, b] = await everyItem()
    const { channels } = await fixture.client.groups.pair({ itemA: a?.id ?? 0, itemB: b?.id ?? 0 })
    expect(channels.map(({ channel }) => channel)).toContain('meaning')
  })

  it('serves only what it is for', async () => {
    await expect(fixture.client.models.use({ role: 'titles', id: TRENDYOL })).rejects.toMatchObject({
      code: 'MODEL_UNUSABLE',
      message: expect.stringContaining('for titles but'),
    })
    await expect(fixture.client.models.use({ role: 'titles', id: 'no-such-model' })).rejects.toMatchObject({
      code: 'MODEL_UNUSABLE',
    })
  })
})

/** The same weights, with spaces behind the header until the file is as large. */
function padded(safetensors: Buffer, bytes: number): Buffer {
  const headerBytes = Number(safetensors.readBigUInt64LE(0))
  const spaces = Buffer.alloc(bytes - safetensors.length, ' ')
  const length = Buffer.alloc(8)
  length.writeBigUInt64LE(BigInt(headerBytes + spaces.length))
  return Buffer.concat([
    length,
    safetensors.subarray(8, 8 + headerBytes),
    spaces,
    safetensors.subarray(8 + headerBytes),
  ])
}
