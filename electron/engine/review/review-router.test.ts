import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { EngineClient } from '../../contract/index.ts'
import { EngineFixture } from '../engine-fixture.ts'
import { writeReviewCatalogue, type FixturePair } from './review-catalogue.fixture.ts'

let fixture: EngineFixture
const client = (): EngineClient => fixture.client

/** Every two of some listings, equally sure. */
function alike(score: number, ...items: readonly number[]): FixturePair[] {
  return items.flatMap((a, place) => items.slice(place + 1).map((b): FixturePair => [a, b, score]))
}

/** Groups 1-5, 6-8 and 9-10; 11 and 12 are in none; 5 and 6 are a near miss. */
const PAIRS = [
  ...alike(0.9, 1, 2, 3, 4, 5),
  ...alike(0.8, 6, 7, 8),
  ...alike(0.7, 9, 10),
  [5, 6, 0.3] as const,
]

async function start(items = 12, pairs: readonly FixturePair[] = PAIRS): Promise<void> {
  fixture = new EngineFixture()
  await writeReviewCatalogue(fixture.cataloguePath, items, pairs)
  await client().catalogue.open({ path: fixture.cataloguePath })
}

async function membersOf(groupId: number): Promise<number[]> {
  const { members } = await client().groups.case({ groupId })
  return members.map(({ item }) => item.id)
}

/** The members of every group, each rising. */
async function allGroups(): Promise<number[][]> {
  const { rows } = await client().groups.list({ limit: 200 })
  const groups = await Promise.all(rows.map(({ id }) => membersOf(id)))
  return groups.map((members) => members.toSorted((a, b) => a - b)).toSorted(([a = 0], [b = 0]) => a - b)
}

async function undoAll(): Promise<void> {
  while ((await client().review.history({ limit: 1 })).canUndo) await client().review.undo()
}

describe('what is done to a group', () => {
  beforeAll(() => start())
  afterAll(() => fixture.end())

  it('splits it in two, says how many verdicts that took, and keeps the parts apart', async () => {
    const shown = await membersOf(1)
    const split = await client().review.split({ groupId: 1, shown, part: [4, 5] })
    expect(split).toMatchObject({
      verdicts: 6,
      contradictions: [],
      groupId: 1,
      action: {
        kind: 'split',
        words: 'Split in two: 2 and 3 listings',
        said: [{ relation: 'different', variantAxis: null, pairs: 6 }],
      },
    })
    expect(await allGroups()).toEqual([
      [1, 2, 3],
      [4, 5],
      [6, 7, 8],
      [9, 10],
    ])
    await undoAll()
    expect(await allGroups()).toEqual([
      [1, 2, 3, 4, 5],
      [6, 7, 8],
      [9, 10],
    ])
  })

  it('takes one verdict for two blocks, and says what a split of one contradicts', async () => {
    const shown = await membersOf(1)
    const confirmed = await client().review.confirm({ groupId: 1, shown })
    expect(confirmed.verdicts).toBe(4)
    expect((await client().review.confirm({ groupId: 1, shown })).verdicts).toBe(0)
    const say = (itemA: number, itemB: number) =>
      client().review.record({
        groupId: 1,
        shown: [itemA, itemB],
        verdicts: [{ itemA, itemB, relation: 'same-image' }],
      })
    await say(4, 12)
    await say(5, 12)
    const variant = { relation: 'variant', variantAxis: 'size' }
    const dropped = await client().review.drop({ groupId: 1, shown, item: 5, ...variant })
    expect(dropped.verdicts).toBe(4)
    expect(dropped.contradictions).toMatchObject([{ itemA: 4, itemB: 12, relation: 'same-image' }])
    expect(dropped.action.words).toBe('Took 1 listing out of a group of 5 listings, variant (size)')
    expect(await allGroups()).toEqual([
      [1, 2, 3, 4],
      [5, 12],
      [6, 7, 8],
      [9, 10],
    ])
    const again = await client().review.split({ groupId: 1, shown: [1, 2, 3, 4, 6], part: [6] })
    expect(again.verdicts).toBe(1)
    await undoAll()
  })

  it('keeps apart what hung together only by way of a listing that leaves', async () => {
    const say = (itemA: number, itemB: number, relation: string) =>
      client().review.record({ groupId: 1, shown: [1, 2, 3], verdicts: [{ itemA, itemB, relation }] })
    await say(1, 3, 'same-product')
    await say(3, 2, 'different')
    // 1 and 2 are told apart by 3 alone, which goes to the side of 2.
    const split = await client().review.split({ groupId: 1, shown: [1, 2, 3], part: [1] })
    expect(split.verdicts).toBe(2)
    const { settled } = await client().groups.pair({ itemA: 1, itemB: 2 })
    expect(settled).toMatchObject({ relation: 'different', implied: false })
    await undoAll()
  })

  it('moves members to another group, or all of them', async () => {
    const shown = await membersOf(6)
    const moved = await client().review.move({ groupId: 6, shown, items: [8], to: 9 })
    expect(moved).toMatchObject({
      verdicts: 3,
      groupId: 6,
      action: { kind: 'move', item: 9, words: 'Moved 1 of 3 listings to another group' },
    })
    expect(await allGroups()).toEqual([
      [1, 2, 3, 4, 5],
      [6, 7],
      [8, 9, 10],
    ])
    await client().review.undo()
    await client().review.move({ groupId: 6, shown, items: shown, to: 12 })
    expect(await allGroups()).toEqual([
      [1, 2, 3, 4, 5],
      [6, 7, 8, 12],
      [9, 10],
    ])
    await undoAll()
  })

  it('remembers which listing stands for a group, through verdicts and a restart', async () => {
    const shown = await membersOf(1)
    const chosen = await client().review.makeRepresentative({ groupId: 1, shown, item: 4 })
    expect(chosen.groupId).toBe(4)
    expect((await membersOf(4))[0]).toBe(4)
    await client().review.drop({ groupId: 4, shown: await membersOf(4), item: 1 })
    await fixture.restart()
    expect((await membersOf(4)).toSorted((a, b) => a - b)).toEqual([2, 3, 4, 5])
    await undoAll()
    expect((await membersOf(1))[0]).toBe(1)
  })

  it('refuses what makes no sense, says why, and leaves nothing behind', async () => {
    const shown = await membersOf(6)
    const deed = { groupId: 6, shown }
    const before = await client().review.history({})
    const refused = { code: 'REVIEW_REFUSED' }
    const { review } = client()
    await expect(review.split({ ...deed, part: shown })).rejects.toMatchObject(refused)
    await expect(review.split({ ...deed, part: [1] })).rejects.toThrow('not on screen')
    await expect(review.split({ ...deed, part: [6], relation: 'same-product' })).rejects.toThrow(
      'keeps listings apart',
    )
    await expect(review.confirm({ ...deed, relation: 'different' })).rejects.toMatchObject(refused)
    await expect(review.drop({ ...deed, item: 6, variantAxis: 'smell' })).rejects.toThrow('“smell”')
    await expect(review.move({ ...deed, items: [6], to: 7 })).rejects.toThrow('another group')
    await expect(review.move({ ...deed, items: [6], to: 999 })).rejects.toThrow('no listing 999')
    await expect(review.makeRepresentative({ ...deed, item: 1 })).rejects.toMatchObject(refused)
    await expect(review.note({ ...deed, text: '  ' })).rejects.toThrow('empty')
    await expect(review.note({ ...deed, text: 'new', replaces: 4000 })).rejects.toMatchObject(refused)
    const said = (itemA: number, itemB: number, relation: string) =>
      review.record({ ...deed, verdicts: [{ itemA, itemB, relation }] })
    await expect(said(6, 7, 'no-such')).rejects.toThrow('“no-such”')
    await expect(said(6, 999, 'different')).rejects.toMatchObject(refused)
    await expect(said(6, 6, 'different')).rejects.toMatchObject({ code: 'BAD_REQUEST' })
    expect(await client().review.history({})).toEqual(before)
    expect(await allGroups()).toEqual([
      [1, 2, 3, 4, 5],
      [6, 7, 8],
      [9, 10],
    ])
  })
})

describe('groups at their limit', () => {
  const many = Array.from({ length: 49 }, (_, place) => place + 1)
  beforeAll(() => start(60, [...alike(0.9, ...many), ...alike(0.8, 51, 52, 53)]))
  afterAll(() => fixture.end())

  it('refuse a move that would make a product of over 50, and take one that makes 50', async () => {
    const shown = await membersOf(51)
    await expect(client().review.move({ groupId: 51, shown, items: [52, 53], to: 1 })).rejects.toMatchObject({
      code: 'GROUP_TOO_LARGE',
      data: { size: 51, limit: 50 },
      message: expect.stringContaining('49 listings and 2 would come to it'),
    })
    await client().review.confirm({ groupId: 1, shown: await membersOf(1) })
    expect((await client().review.move({ groupId: 51, shown, items: [53], to: 1 })).verdicts).toBe(3)
    expect(await membersOf(1)).toHaveLength(50)
    const sure = { groupId: 1, shown: [1, 52], verdicts: [{ itemA: 1, itemB: 52, relation: 'same-image' }] }
    await expect(client().review.record(sure)).rejects.toMatchObject({
      code: 'GROUP_TOO_LARGE',
      data: { size: 51 },
    })
  })
})

describe('what is noted beside verdicts', () => {
  beforeAll(() => start())
  afterAll(() => fixture.end())

  it('keeps notes, with the newest text of each, on every part of a group that is split', async () => {
    const shown = await membersOf(1)
    const { id } = await client().review.note({ groupId: 1, shown, text: 'box or bottle?' })
    const changed = await client().review.note({ groupId: 1, shown, text: 'a bottle', replaces: id })
    await client().review.split({ groupId: 1, shown, part: [4, 5] })
    for (const groupId of [1, 4])
      expect(await client().groups.case({ groupId })).toMatchObject({
        notes: [{ id: changed.id, text: 'a bottle', reviewer: 'Ada', edited: true }],
      })
    expect((await client().groups.list({ filter: { noted: true } })).total).toBe(2)
    await client().review.note({ groupId: 1, shown: await membersOf(1), text: '', replaces: changed.id })
    expect(await client().groups.case({ groupId: 4 })).toMatchObject({ notes: [] })
    expect((await client().groups.list({ filter: { noted: true } })).total).toBe(0)
    await client().review.undo()
    expect((await client().groups.list({ filter: { noted: true } })).total).toBe(2)
    await undoAll()
  })

  it('asks a colleague until the question is cleared, of a pair in no group too', async () => {
    await client().review.flag({ groupId: 6, shown: [6, 7, 8], question: 'old logo?' })
    await client().review.flag({ groupId: 11, shown: [11, 12] })
    expect(await client().groups.case({ groupId: 6 })).toMatchObject({ flag: { question: 'old logo?' } })
    const flagged = await client().review.marked({ mark: 'flagged' })
    expect(flagged).toMatchObject({
      total: 2,
      rows: [
        { groupId: 6, action: { shown: [6, 7, 8] } },
        { groupId: null, action: { shown: [11, 12], text: '' } },
      ],
    })
    await client().review.unflag({ groupId: 6, shown: [6, 7, 8] })
    expect(await client().groups.case({ groupId: 6 })).toMatchObject({ flag: null })
    expect((await client().review.marked({ mark: 'flagged' })).total).toBe(1)
    await undoAll()
  })

  it('puts skipped cases at the end of the queue until they are spoken of or come back', async () => {
    const order = async () =>
      (await client().queue.next({ limit: 10 })).map(({ groupId, skipped }) => (skipped ? -groupId : groupId))
    expect(await order()).toEqual([1, 6, 9])
    await client().review.skip({ groupId: 6, shown: [6, 7, 8] })
    await client().review.skip({ groupId: 1, shown: await membersOf(1) })
    expect(await order()).toEqual([9, -6, -1])
    expect((await client().groups.list({ filter: { skipped: true } })).total).toBe(2)
    expect(await client().groups.case({ groupId: 6 })).toMatchObject({ skipped: { reviewer: 'Ada' } })
    await client().review.comeBack({ groupId: 1, shown: await membersOf(1) })
    expect(await order()).toEqual([1, 9, -6])
    await client().review.drop({ groupId: 6, shown: [6, 7, 8], item: 8 })
    expect((await client().review.marked({ mark: 'skipped' })).total).toBe(0)
    await undoAll()
    expect(await order()).toEqual([1, 6, 9])
  })

  it('brings a decided group back only when something new belongs to it, and says what', async () => {
    const shown = await membersOf(9)
    await client().review.confirm({ groupId: 9, shown })
    expect((await client().queue.next({ limit: 10 })).map(({ groupId }) => groupId)).not.toContain(9)
    // Two listings that were looked at by themselves: nothing is known of the others of their group by it.
    await client().review.record({
      groupId: 1,
      shown: [1, 2],
      verdicts: [{ itemA: 1, itemB: 2, relation: 'same-image' }],
    })
    expect((await client().groups.list({ filter: { news: true } })).total).toBe(0)
    // Another match brings a third listing to the two; whatever touches them cuts their group anew.
    const db = new Database(join(fixture.cataloguePath, 'catalogue.sqlite'))
    db.exec('INSERT INTO pair SELECT run_id, 10, 11, 0.9, evidence FROM pair LIMIT 1')
    db.close()
    const apart = [{ itemA: 10, itemB: 12, relation: 'different' }]
    await client().review.record({ groupId: 10, shown: [10, 12], verdicts: apart })
    const opened = await client().groups.case({ groupId: 10 })
    expect(opened).toMatchObject({ state: 'started', news: { items: [11], reviewer: 'Ada' } })
    expect((await client().groups.list({ filter: { news: true } })).rows).toMatchObject([{ id: 10, news: 1 }])
    const back = (await client().queue.next({ limit: 10 })).find(({ groupId }) => groupId === 10)
    expect(back).toMatchObject({
      news: [11],
      words: expect.stringContaining('New since it was decided: one listing'),
    })
    await client().review.confirm({ groupId: 10, shown: await membersOf(10) })
    expect(await client().groups.case({ groupId: 10 })).toMatchObject({ state: 'confirmed', news: null })
    await undoAll()
  })

  it('counts what is done today by kind and reviewer, without what was taken back', async () => {
    const shown = await membersOf(6)
    await client().review.drop({ groupId: 6, shown, item: 8 })
    await client().review.skip({ groupId: 9, shown: [9, 10] })
    await client().catalogue.setReviewer({ name: 'Ben' })
    await client().review.note({ groupId: 9, shown: [9, 10], text: 'see the label' })
    await client().review.flag({ groupId: 9, shown: [9, 10] })
    await client().review.flag({ groupId: 1, shown: [1, 2] })
    await client().review.undo()
    const { mine, all } = await client().review.today({})
    expect(mine).toEqual({ reviewer: 'Ben', verdicts: 0, cases: 0, skips: 0, notes: 1, flags: 1 })
    expect(all).toEqual([{ reviewer: 'Ada', verdicts: 2, cases: 1, skips: 1, notes: 0, flags: 0 }, mine])
    expect((await client().catalogue.current())?.verdictsToday).toBe(2)
    expect((await client().review.today({ since: '2999-01-01T00:00:00Z' })).all).toEqual([])
    await undoAll()
    await client().catalogue.setReviewer({ name: 'Ada' })
    await undoAll()
  })

  it('tells the history of a case: all that touched its listings, newest first', async () => {
    await client().review.skip({ groupId: 9, shown: [9, 10] })
    await client().review.drop({ groupId: 1, shown: [1, 5], item: 5 })
    await client().review.skip({ groupId: 5, shown: [5, 6] })
    const history = await client().review.history({ items: [1, 5] })
    expect(history.rows.slice(0, 2).map(({ kind }) => kind)).toEqual(['skip', 'drop'])
    const skips = await client().review.history({ items: [1, 5], kinds: ['skip'] })
    expect(
      skips.rows.every(({ kind, shown }) => kind === 'skip' && shown.some((id) => id === 1 || id === 5)),
    ).toBe(true)
    const opened = await client().groups.case({ groupId: 5, members: [5, 6] })
    expect(opened.history[0]).toMatchObject({ kind: 'skip', undone: false, shown: [5, 6] })
    expect((await client().groups.case({ groupId: 5, members: [5, 6], blind: true })).history).toEqual([])
  })

  it('says how far the members lie apart', async () => {
    await undoAll()
    expect(await client().groups.case({ groupId: 5, members: [5, 6, 7] })).toMatchObject({
      spread: {
        lowest: { itemA: 5, itemB: 6, score: 0.3 },
        furthest: { distance: 0.2 },
        notCompared: 1,
      },
      sharedPictures: [],
    })
  })
})

describe('relations', () => {
  beforeAll(() => start())
  afterAll(() => fixture.end())
  const ids = async (): Promise<string[]> => (await client().relations.list()).relations.map(({ id }) => id)

  it('are the built-in ones on number keys, until a curator adds, renames and orders them', async () => {
    expect((await client().relations.list()).axes.map(({ id }) => id)).toEqual([
      'colour',
      'size',
      'pack',
      'material',
      'flavour',
    ])
    const { relations } = await client().relations.add({ name: 'Gleiche Größe', sign: 'apart' })
    expect(relations.at(-1)).toEqual({
      id: 'gleiche-grosse',
      name: 'Gleiche Größe',
      sign: 'apart',
      builtIn: false,
      renamed: false,
      archived: false,
      key: 6,
    })
    const { relations: more } = await client().relations.add({ name: '同款', sign: 'together' })
    expect(more.at(-1)).toMatchObject({ id: 'relation-7', name: '同款', key: 7 })
    const renamed = await client().relations.rename({ id: 'same-image', name: 'Same photo' })
    expect(renamed.relations[1]).toMatchObject({
      id: 'same-image',
      name: 'Same photo',
      builtIn: true,
      renamed: true,
    })
    const order = (await ids()).toReversed()
    const reordered = await client().relations.reorder({ ids: order })
    expect(reordered.relations.map(({ id, key }) => `${key} ${id}`)).toEqual(
      order.map((id, n) => `${n + 1} ${id}`),
    )
    await fixture.restart()
    expect(await ids()).toEqual(order)
  })

  it('count by their sign, in groups, the scorer and exports', async () => {
    const shown = await membersOf(9)
    await client().review.confirm({ groupId: 9, shown, relation: 'relation-7' })
    expect((await client().groups.case({ groupId: 9 })).state).toBe('confirmed')
    await client().review.drop({ groupId: 6, shown: [6, 7, 8], item: 8, relation: 'gleiche-grosse' })
    expect(await allGroups()).toEqual([
      [1, 2, 3, 4, 5],
      [6, 7],
      [9, 10],
    ])
    expect((await client().scorer.list()).sameVerdicts).toBe(1)
    expect(
      (await client().groups.list({ filter: { relation: 'gleiche-grosse' } })).rows.map(({ id }) => id),
    ).toEqual([6])
    const { rows } = await client().review.history({})
    expect(rows[0]?.words).toBe('Took 1 listing out of a group of 3 listings, Gleiche Größe')
    expect(rows[1]?.words).toBe('Confirmed 2 listings as the 同款')
    const { byRelation } = await client().export.preview({ what: 'pairs' })
    expect(byRelation).toMatchObject([
      { relation: 'gleiche-grosse', count: 2 },
      { relation: 'relation-7', count: 1 },
    ])
  })

  it('are archived and not deleted: what was said with them stays, and nothing new is', async () => {
    const set = await client().relations.archive({ id: 'gleiche-grosse', archived: true })
    expect(set.relations.at(-1)).toMatchObject({ id: 'gleiche-grosse', archived: true, key: null })
    expect((await client().groups.pair({ itemA: 6, itemB: 8 })).settled).toMatchObject({
      relation: 'gleiche-grosse',
    })
    const say = { groupId: 1, shown: [1, 2], verdicts: [{ itemA: 1, itemB: 2, relation: 'gleiche-grosse' }] }
    await expect(client().review.record(say)).rejects.toThrow('archived')
    await client().review.undo()
    await client().review.redo()
    expect(await allGroups()).toEqual([
      [1, 2, 3, 4, 5],
      [6, 7],
      [9, 10],
    ])
    const back = await client().relations.archive({ id: 'gleiche-grosse', archived: false })
    expect(back.relations.at(-1)).toMatchObject({ id: 'gleiche-grosse', archived: false, key: 7 })
  })

  it('refuses names that are taken, unknown ids, half an order, and an archive of what is always needed', async () => {
    const { relations } = client()
    await expect(relations.add({ name: 'same photo', sign: 'apart' })).rejects.toThrow('“Same photo” already')
    await expect(relations.rename({ id: 'no-such', name: 'x' })).rejects.toThrow('“no-such”')
    await expect(relations.reorder({ ids: ['different'] })).rejects.toThrow('each once')
    await expect(relations.archive({ id: 'different', archived: true })).rejects.toThrow('cannot be archived')
    await expect(relations.add({ name: '   ', sign: 'apart' })).rejects.toMatchObject({ code: 'BAD_REQUEST' })
    for (let more = 0; (await ids()).length < 40; more += 1)
      await relations.add({ name: `More ${more}`, sign: 'apart' })
    await expect(relations.add({ name: 'One more', sign: 'apart' })).rejects.toThrow('Archive one first')
  })

  it('have axes of variants in the same way', async () => {
    const { axes } = await client().relations.addAxis({ name: 'Füllmenge' })
    expect(axes.at(-1)).toMatchObject({ id: 'fullmenge', key: 6 })
    await client().review.record({
      groupId: 1,
      shown: [1, 2],
      verdicts: [{ itemA: 1, itemB: 2, relation: 'variant', variantAxis: 'fullmenge' }],
    })
    await client().relations.renameAxis({ id: 'fullmenge', name: 'Menge' })
    await client().review.record({
      groupId: 1,
      shown: [1, 3],
      verdicts: [{ itemA: 1, itemB: 3, relation: 'variant', variantAxis: 'fullmenge' }],
    })
    expect((await client().review.history({})).rows[0]?.words).toBe('Said variant (Menge) of 1 pair')
    const reordered = await client().relations.reorderAxes({
      ids: ['fullmenge', 'size', 'colour', 'pack', 'flavour', 'material'],
    })
    expect(reordered.axes[0]).toMatchObject({ id: 'fullmenge', key: 1 })
    const archived = await client().relations.archiveAxis({ id: 'fullmenge', archived: true })
    expect(archived.axes.at(-1)).toMatchObject({ id: 'fullmenge', key: null })
  })
})

describe('saved filters', () => {
  beforeAll(() => start())
  afterAll(() => fixture.end())

  it('are kept in the catalogue by name, renamed and removed', async () => {
    const { groups } = client()
    const filter = { state: 'open', minimumSize: 3, flagged: true } as const
    await groups.saveFilter({ name: 'to ask', filter, sort: 'newest' })
    const [saved] = await groups.saveFilter({ name: 'To ask', filter: {}, sort: 'value' })
    expect(saved).toMatchObject({ name: 'to ask', filter, sort: 'newest' })
    const replaced = await groups.saveFilter({ name: 'to ask', filter: { news: true }, sort: 'value' })
    expect(replaced).toHaveLength(2)
    await fixture.restart()
    const all = await client().groups.savedFilters()
    expect(all.map(({ filter: kept }) => kept)).toEqual([{ news: true }, {}])
    const [one, other] = all
    await expect(client().groups.renameFilter({ id: one?.id ?? 0, name: 'To ask' })).rejects.toThrow(
      'already',
    )
    await client().groups.renameFilter({ id: one?.id ?? 0, name: 'asked' })
    expect(await client().groups.removeFilter({ id: other?.id ?? 0 })).toMatchObject([{ name: 'asked' }])
    await expect(client().groups.removeFilter({ id: 999 })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })
})
