import { copyFileSync, cpSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Item, PictureBox } from '../../contract/items.ts'
import type { SearchInput } from '../../contract/search.ts'
import { EngineFixture } from '../engine-fixture.ts'
import { REFERENCE } from '../models/graph/image-tower.fixture.ts'

const TRENDYOL = 'trendyol-product-image-encoder'

let fixture: EngineFixture
let items: Item[]

async function install(name: string): Promise<void> {
  const source = join(fixture.folder, 'published', name)
  cpSync(join(REFERENCE, name), source, { recursive: true })
  for (const file of readdirSync(source))
    if (/^(reference|half|bfloat|product|predicted)\./.test(file)) rmSync(join(source, file))
  const job = await fixture.finish(
    () => fixture.client.models.install({ source, acceptTerms: true }),
    'install-model',
  )
  expect(job).toMatchObject({ status: 'done', error: null })
}

const find = (input: Partial<SearchInput>) => fixture.client.search.find(input)
const rehearse = (id: string, role: 'pictures' | 'titles') =>
  fixture.finish(() => fixture.client.rehearsal.start({ model: { id, role, acceptTerms: true } }), 'rehearse')
const accept = () => fixture.finish(() => fixture.client.rehearsal.accept(), 'rehearse')
const modelInUse = async () => (await fixture.client.search.prepare()).pictureModel

/** A copy with other bytes' name, so that it is read and embedded as a stranger's picture would be. */
function droppedCopy(item: Item): string {
  const path = join(fixture.folder, 'dropped.jpg')
  copyFileSync(item.pictures[0]?.path ?? '', path)
  return path
}

describe('searching by models', () => {
  beforeAll(async () => {
    fixture = new EngineFixture()
    const sample = await fixture.drawSample(6)
    await fixture.client.catalogue.create({ path: fixture.cataloguePath })
    await fixture.finish(() => fixture.client.sources.import(sample), 'match')
    const { items: count = 0 } = (await fixture.client.catalogue.current()) ?? {}
    items = await fixture.client.items.get({ ids: Array.from({ length: count }, (_, n) => n + 1) })
    for (const name of ['trendyol', 'fashion', 'minilm_tiny']) await install(name)
  })
  afterAll(() => fixture.end())

  it('goes by the model in use until another one was rehearsed and accepted', async () => {
    const groups = await fixture.client.groups.list({})
    expect(await rehearse(TRENDYOL, 'pictures')).toMatchObject({ status: 'done', error: null })
    expect(await fixture.client.rehearsal.result()).toMatchObject({
      words: `For pictures ${TRENDYOL} in place of the built-in encoder`,
      groups: { before: groups.total },
    })
    expect(await modelInUse()).toBe('doublet-encoder')
    expect(await fixture.client.groups.list({})).toEqual(groups)

    await fixture.client.rehearsal.discard()
    await expect(fixture.client.rehearsal.accept()).rejects.toMatchObject({ code: 'NOT_FOUND' })
    expect(await modelInUse()).toBe('doublet-encoder')

    await rehearse(TRENDYOL, 'pictures')
    const told = await fixture.client.rehearsal.result()
    expect(await accept()).toMatchObject({ status: 'done', error: null })
    expect((await fixture.client.groups.list({})).total).toBe(told?.groups.after)
    expect(await modelInUse()).toBe(TRENDYOL)
  })

  it('embeds a file by that model', async () => {
    const [wanted] = items
    if (wanted === undefined) throw new Error('Expected listings')
    const { hits } = await find({ picture: { path: droppedCopy(wanted) }, top: 3 })
    expect(hits[0]).toMatchObject({ picture: wanted.pictures[0]?.sha256 })
    expect(hits[0]?.distance).toBeCloseTo(0, 4)
  })

  it('searches a whole photo by each item that a detector finds in it, and a box as it was drawn', async () => {
    await rehearse('fashion', 'pictures')
    await accept()
    const shown = await fixture.client.items.get({ ids: items.map(({ id }) => id) })
    const wanted = shown.find(({ pictures }) => (pictures[0]?.boxes.length ?? 0) > 0)
    if (wanted === undefined) throw new Error('Expected items to be found in some picture')
    const path = droppedCopy(wanted)
    const whole = await find({ picture: { path }, top: 5 })
    const boxes = (found: readonly PictureBox[]) => found.map((box) => [box.x, box.y, box.width, box.height])
    expect(boxes(whole.picture?.found ?? [])).toEqual(
      expect.arrayContaining(boxes(wanted.pictures[0]?.boxes ?? [])),
    )
    expect(whole.hits.map(({ distance }) => distance)[0]).toBeCloseTo(0, 4)
    expect(whole.hits.filter(({ distance }) => distance < 1e-4).map(({ item }) => item.id)).toContain(
      wanted.id,
    )
    const { x, y, width, height } = wanted.pictures[0]?.boxes[0] ?? { x: 0, y: 0, width: 0, height: 0 }
    const drawn = await find({ picture: { path }, box: { x, y, width, height }, top: 5 })
    expect(drawn.picture?.found).toEqual([])
    expect(drawn.hits[0]?.distance).toBeCloseTo(0, 4)
    const ofItem = await find({ picture: { itemId: wanted.id }, top: 200 })
    expect(ofItem.hits.map(({ item }) => item.id)).not.toContain(wanted.id)
  })

  it('compares words by their meaning too where a text model is in use', async () => {
    await rehearse('minilm_tiny', 'titles')
    await accept()
    expect((await fixture.client.search.prepare()).textModel).toBe('minilm_tiny')
    const text = items[0]?.title ?? ''
    const { hits } = await find({ text, top: 5 })
    expect(hits[0]?.channels.map(({ channel, distance }) => [channel, Math.round(distance ?? 9)])).toEqual([
      ['title', 0],
      ['meaning', 0],
    ])
    expect(hits[0]?.item.title).toBe(text)
    // Without a word in common there are still titles that mean something near.
    expect((await find({ text: 'zzqx', top: 3 })).hits.length).toBe(3)
  })
})
