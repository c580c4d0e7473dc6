import { copyFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Item } from '../../contract/items.ts'
import type { SearchAnswer } from '../../contract/search.ts'
import { EngineFixture } from '../engine-fixture.ts'

let fixture: EngineFixture
let items: readonly Item[]

const named = (answer: SearchAnswer) => answer.hits.map(({ item }) => item.title)
const listing = (found: (item: Item) => boolean): Item => {
  const item = items.find(found)
  if (item === undefined) throw new Error('Expected such a listing in the sample')
  return item
}
const pathOf = (item: Item): string => item.pictures[0]?.path ?? ''

describe('searching', () => {
  beforeAll(async () => {
    fixture = new EngineFixture()
    const sample = await fixture.drawSample(12)
    await fixture.client.catalogue.create({ path: fixture.cataloguePath })
    const table = join(fixture.folder, 'words.csv')
    const rows = [
      'id,title,brand,price,colour',
      'w1,Olive oil extra virgin 1 L,Oliva,9.5,green',
      'w2,Olive oil extra virgin 500 ml,Oliva,5.5,Green',
      'w3,Sunflower oil 1000 ml,Sonne,3,yellow',
      'w4,有机绿茶叶 500g,,12,green',
      'w5,Зелёный чай крупнолистовой 100 г,,4,',
      'w6,Headphones WH-1000XM4 black,Sony,299,black',
    ]
    writeFileSync(table, rows.join('\n'))
    await fixture.finish(() => fixture.client.sources.import({ table }), 'match')
    await fixture.finish(() => fixture.client.sources.import(sample), 'match')
    items = await fixture.client.items.get({ ids: Array.from({ length: 60 }, (_, n) => n + 1) })
  })
  afterAll(() => fixture.end())

  it('says what can be searched by', async () => {
    const ready = await fixture.client.search.prepare()
    expect(ready).toMatchObject({
      items: items.length,
      indexed: true,
      pictureModel: 'doublet-encoder',
      textModel: null,
    })
    expect(ready.pictures).toBeGreaterThan(20)
    expect(ready.attributes).toContainEqual({ name: 'colour', items: 5 })
  })

  it('finds a file of the catalogue as the very same picture, with the evidence in words', async () => {
    const wanted = listing(({ pictures }) => pictures.length > 0)
    const copy = join(fixture.folder, 'dropped.jpg')
    copyFileSync(pathOf(wanted), copy)
    const answer = await fixture.client.search.find({ picture: { path: copy }, top: 5 })
    expect(answer.hits[0]).toMatchObject({
      distance: expect.closeTo(0, 6),
      picture: wanted.pictures[0]?.sha256,
    })
    expect(answer.hits[0]?.channels.map(({ channel, words }) => `${channel}: ${words}`)).toEqual([
      'bytes: the same picture file',
      'phash: 0 of 64 bits differ',
      'image: pictures look the same (distance 0.000)',
    ])
    expect(answer.hits.map(({ distance }) => distance)).toEqual(
      answer.hits.map(({ distance }) => distance).toSorted((a, b) => a - b),
    )
    expect(answer).toMatchObject({ candidates: items.length, notes: [], picture: { box: null, found: [] } })
  })

  it('finds the listings that look like one of the catalogue, and not itself', async () => {
    const { rows } = await fixture.client.groups.list({ sort: 'score-desc', limit: 1 })
    const { members } = await fixture.client.groups.case({ groupId: rows[0]?.id ?? 0 })
    const [one, other] = members.map(({ item }) => item)
    if (one === undefined || other === undefined) throw new Error('Expected a group of two')
    const answer = await fixture.client.search.find({ picture: { itemId: one.id }, top: 5 })
    const found = answer.hits.map(({ item }) => item.id)
    expect(found).not.toContain(one.id)
    expect(found).toContain(other.id)
    expect(answer.hits.find(({ item }) => item.id === other.id)?.groupId).toBe(rows[0]?.id)
  })

  it('takes a box drawn in a picture, cuts what reaches out of it with a note, and refuses an empty one', async () => {
    const wanted = listing(({ pictures }) => pictures.length > 0)
    const { width = 0, height = 0 } = wanted.pictures[0] ?? {}
    const frame = join(fixture.folder, 'shelf.png')
    await sharp({ create: { width: 2 * width, height: 2 * height, channels: 3, background: '#c04030' } })
      .composite([{ input: pathOf(wanted), left: 0, top: 0 }])
      .toFile(frame)
    const box = { x: -10, y: 0, width: width + 10, height }
    const clipped = await fixture.client.search.find({ picture: { path: frame }, box, top: 3 })
    expect(clipped.picture?.box).toEqual({ x: 0, y: 0, width, height })
    expect(clipped.notes).toMatchObject([{ kind: 'box-clipped' }])
    expect(clipped.hits[0]?.item.id).toBe(wanted.id)
    expect(clipped.hits[0]?.channels.map(({ channel }) => channel)).toEqual(['image'])
    const all = { x: 0, y: 0, width, height }
    const whole = await fixture.client.search.find({ picture: { itemId: wanted.id }, box: all, top: 50 })
    expect(whole.hits.some(({ item }) => item.id === wanted.id)).toBe(false)
    for (const empty of [
      { ...all, width: 0 },
      { ...all, x: 5 * width },
      { ...all, height: -3 },
    ])
      await expect(
        fixture.client.search.find({ picture: { path: frame }, box: empty }),
      ).rejects.toMatchObject({ code: 'SEARCH_REFUSED' })
  })

  it.each([
    ['olive', ['Olive oil extra virgin 500 ml', 'Olive oil extra virgin 1 L']],
    ['1L olive oil', ['Olive oil extra virgin 1 L']],
    ['oil 1 liter', ['Sunflower oil 1000 ml']],
    ['virgin olive oil half 0.5l', ['Olive oil extra virgin 500 ml']],
    ['绿茶', ['有机绿茶叶 500g']],
    ['茶', ['有机绿茶叶 500g']],
    ['ЗЕЛЕНЫЙ ЧАЙ', ['Зелёный чай крупнолистовой 100 г']],
    ['wh1000xm4', ['Headphones WH-1000XM4 black']],
    ['headphnes', ['Headphones WH-1000XM4 black']],
  ])('finds by the words “%s”', async (text, expected) => {
    const answer = await fixture.client.search.find({ text, top: 3 })
    expect(new Set(named(answer).slice(0, expected.length))).toEqual(new Set(expected))
    expect(answer.hits[0]?.channels.map(({ channel }) => channel)).toEqual(['title'])
    expect(answer.hits[0]?.picture).toBeNull()
  })

  it('finds nothing by words that no title holds, and refuses what is no word', async () => {
    expect((await fixture.client.search.find({ text: 'zzqx' })).hits).toEqual([])
    await expect(fixture.client.search.find({ text: ' !? ' })).rejects.toMatchObject({
      code: 'SEARCH_REFUSED',
    })
    await expect(fixture.client.search.find({ text: '  ' })).rejects.toMatchObject({ code: 'BAD_REQUEST' })
    await expect(fixture.client.search.find({ text: 'tea '.repeat(20_000) })).resolves.toBeDefined()
  })

  it('finds by a picture and words together, and measures both', async () => {
    const { rows } = await fixture.client.groups.list({ sort: 'score-desc', limit: 1 })
    const { members } = await fixture.client.groups.case({ groupId: rows[0]?.id ?? 0 })
    const [one, other] = members.map(({ item }) => item)
    const text = other?.title ?? ''
    const answer = await fixture.client.search.find({ picture: { itemId: one?.id ?? 0 }, text, top: 3 })
    expect(answer.hits[0]?.item.id).toBe(other?.id)
    expect(answer.hits[0]?.channels.map(({ channel }) => channel)).toEqual([
      'bytes',
      'phash',
      'image',
      'title',
    ])
  })

  it('never finds the item whose picture is searched by, whatever the words', async () => {
    const own = listing(({ pictures, title }) => pictures.length > 0 && title !== null)
    const { hits } = await fixture.client.search.find({
      picture: { itemId: own.id },
      text: own.title ?? '',
      top: 50,
    })
    expect(hits.length).toBeGreaterThan(1)
    expect(hits.map(({ item }) => item.id)).not.toContain(own.id)
  })

  it('shows only what passes the filter, in whatever spelling', async () => {
    const find = async (filter: object) =>
      named(await fixture.client.search.find({ text: 'oil tea', filter, top: 9 }))
    expect(await find({ brand: 'OLIVA', maximumPrice: 6 })).toEqual(['Olive oil extra virgin 500 ml'])
    expect(await find({ minimumPrice: 9, maximumPrice: 10 })).toEqual(['Olive oil extra virgin 1 L'])
    const green = await find({ attributes: [{ name: 'Colour', value: 'GREEN' }] })
    expect(new Set(green)).toEqual(new Set(['Olive oil extra virgin 1 L', 'Olive oil extra virgin 500 ml']))
    const nobody = await fixture.client.search.find({
      text: 'oil',
      filter: { attributes: [{ name: 'weight', value: 'x' }] },
    })
    expect(nobody).toMatchObject({
      hits: [],
      candidates: 0,
      notes: [{ kind: 'no-attribute', name: 'weight' }],
    })
    const category = listing((item) => item.category !== null && item.pictures.length > 0)
    const pictures = await fixture.client.search.find({
      picture: { itemId: category.id },
      filter: { category: category.category ?? '' },
    })
    expect(new Set(pictures.hits.map(({ item }) => item.category))).toEqual(new Set([category.category]))
  })

  it('makes a hit a candidate pair of the run that counts, once', async () => {
    const [a, b] = items.filter(({ pictures }) => pictures.length === 0)
    if (a === undefined || b === undefined) throw new Error('Expected two listings without pictures')
    const far = listing(({ title }) => title?.includes('WH-1000XM4') === true)
    const first = await fixture.client.search.promote({ itemA: far.id, itemB: a.id === far.id ? b.id : a.id })
    const again = await fixture.client.search.promote({ itemA: first.pair.itemB, itemB: first.pair.itemA })
    expect([first.added, again.added]).toEqual([true, false])
    expect(again.pair.score).toBe(first.pair.score)
    expect(first.groupId).toBeNull()
    const opened = await fixture.client.groups.case({
      groupId: first.pair.itemA,
      members: [first.pair.itemA, first.pair.itemB],
    })
    expect(opened.members[1]?.evidence?.score).toBe(first.pair.score)
    await expect(fixture.client.search.promote({ itemA: a.id, itemB: 999_999 })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    })
  })

  it('says why a file or an item cannot be searched by', async () => {
    const bad = join(fixture.folder, 'bad.jpg')
    writeFileSync(bad, 'no picture')
    const find = (picture: { path: string } | { itemId: number }) => fixture.client.search.find({ picture })
    await expect(find({ path: bad })).rejects.toMatchObject({ code: 'SOURCE_UNREADABLE' })
    await expect(find({ path: join(fixture.folder, 'nowhere.png') })).rejects.toMatchObject({
      code: 'SOURCE_UNREADABLE',
      data: { said: { values: { text: 'The file is no longer there' } } },
    })
    await expect(find({ itemId: 999_999 })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })

  it('compares with every picture, and says so, where there is no index of them', async () => {
    const wanted = listing(({ pictures }) => pictures.length > 0)
    const through = await fixture.client.search.find({ picture: { itemId: wanted.id }, top: 5 })
    rmSync(join(fixture.cataloguePath, 'indexes'), { recursive: true })
    await fixture.restart()
    expect((await fixture.client.search.prepare()).indexed).toBe(false)
    const { hits, notes } = await fixture.client.search.find({ picture: { itemId: wanted.id }, top: 5 })
    expect(hits).toEqual(through.hits)
    expect(notes).toMatchObject([{ kind: 'without-index' }])
  })

  it('finds what was matched since the last search', async () => {
    const late = join(fixture.folder, 'late.csv')
    writeFileSync(late, 'id,title\nl1,Quince jelly')
    expect((await fixture.client.search.find({ text: 'quince' })).hits).toEqual([])
    await fixture.finish(() => fixture.client.sources.import({ table: late }), 'match')
    expect(named(await fixture.client.search.find({ text: 'quince' }))).toEqual(['Quince jelly'])
  })

  it('finds by each picture of a collage, in a file or in the catalogue, and says where they lie', async () => {
    const [one, other] = [4, 20].map((n) => items.filter(({ pictures }) => pictures.length > 0)[n])
    if (one === undefined || other === undefined) throw new Error('Expected two such listings')
    const photos = await Promise.all(
      [one, other].map((item) => sharp(pathOf(item)).resize(300, 300).toBuffer()),
    )
    const collage = join(fixture.folder, 'collages', 'collage.png')
    mkdirSync(join(fixture.folder, 'collages'))
    await sharp({ create: { width: 660, height: 340, channels: 3, background: '#20508a' } })
      .composite(photos.map((input, n) => ({ input, left: 20 + n * 320, top: 20 })))
      .toFile(collage)
    const wanted = [one, other].map(({ pictures }) => pictures[0]?.sha256)
    const byFile = await fixture.client.search.find({ picture: { path: collage }, top: 8 })
    expect(byFile.hits.map(({ picture }) => picture)).toEqual(expect.arrayContaining(wanted))
    expect(byFile.picture?.found).toMatchObject([
      { label: null, score: null, origin: 'inner' },
      { label: null, score: null, origin: 'inner' },
    ])
    await fixture.finish(
      () => fixture.client.sources.import({ folder: join(fixture.folder, 'collages') }),
      'match',
    )
    const [item] = (await fixture.client.search.find({ picture: { path: collage }, top: 1 })).hits
    expect(item?.item.pictures[0]?.boxes).toEqual(byFile.picture?.found)
    const byItem = await fixture.client.search.find({ picture: { itemId: item?.item.id ?? 0 }, top: 8 })
    expect(byItem.hits.map(({ picture }) => picture)).toEqual(expect.arrayContaining(wanted))
    const members = await fixture.client.groups.list({ sort: 'score-desc', limit: 50 })
    const cases = await Promise.all(members.rows.map(({ id }) => fixture.client.groups.case({ groupId: id })))
    const withCollage = cases.find((one) => one.members.some((member) => member.item.id === item?.item.id))
    expect(withCollage?.members.length).toBeGreaterThan(1)
  })
})

describe('searching an empty catalogue', () => {
  it('finds nothing by words and refuses a picture', async () => {
    const empty = new EngineFixture()
    try {
      await empty.client.catalogue.create({ path: empty.cataloguePath })
      expect(await empty.client.search.prepare()).toMatchObject({
        items: 0,
        indexed: false,
        pictureModel: null,
      })
      expect((await empty.client.search.find({ text: 'tea' })).hits).toEqual([])
      await expect(empty.client.search.find({ picture: { path: '/nowhere.png' } })).rejects.toMatchObject({
        code: 'SEARCH_REFUSED',
      })
      await expect(empty.client.search.promote({ itemA: 1, itemB: 2 })).rejects.toMatchObject({
        code: 'NOT_FOUND',
      })
    } finally {
      await empty.end()
    }
  })
})
