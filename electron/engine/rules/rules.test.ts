import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Rule } from '../../contract/rules.ts'
import { EngineFixture } from '../engine-fixture.ts'
import { writeReviewCatalogue, type FixturePair } from '../review/review-catalogue.fixture.ts'

const SURE: Rule = { conditions: [{ kind: 'score-at-least', value: 0.9 }], relation: 'same-product' }
const UNLIKELY: Rule = { conditions: [{ kind: 'score-at-most', value: 0.3 }], relation: 'different' }
/** Two listings of one product at a time, and a doubtful pair between each and the next. */
const PAIRS: FixturePair[] = Array.from({ length: 20 }, (_, n): FixturePair[] => [
  [2 * n + 1, 2 * n + 2, 0.99 - n / 1000],
  ...(n < 19 ? [[2 * n + 2, 2 * n + 3, 0.2] satisfies FixturePair] : []),
]).flat()

let fixture: EngineFixture
beforeEach(() => {
  fixture = new EngineFixture()
})
afterEach(() => fixture.end())

async function open(items = 40, pairs: readonly FixturePair[] = PAIRS): Promise<EngineFixture['client']> {
  await writeReviewCatalogue(fixture.cataloguePath, items, pairs)
  await fixture.client.catalogue.open({ path: fixture.cataloguePath })
  return fixture.client
}

async function groupsNow(): Promise<unknown> {
  const { total, rows } = await fixture.client.groups.list({ limit: 200 })
  return { total, rows: rows.map(({ id, size, score, state }) => ({ id, size, score, state })) }
}
const verdictsNow = async (): Promise<number> => (await fixture.client.catalogue.current())?.verdicts ?? 0
const apply = (rule: Rule & { name?: string }) =>
  fixture.finish(() => fixture.client.rules.apply(rule), 'apply-rule')

describe('rules', () => {
  it('say what they would do, with a sample that a seed draws, and write nothing', async () => {
    const client = await open()
    const before = await groupsNow()
    const preview = await client.rules.preview({ ...SURE, sample: 3 })
    expect(preview).toMatchObject({
      candidates: 39,
      pairs: 20,
      decided: 0,
      againstVerdicts: 0,
      tooLarge: 0,
      toRecord: 20,
      later: 0,
      groups: 20,
      items: 40,
      exceptions: [],
    })
    expect(preview.sample).toHaveLength(3)
    expect(await client.rules.preview({ ...SURE, sample: 3 })).toEqual(preview)
    expect((await client.rules.preview({ ...SURE, sample: 3, seed: 2 })).sample).not.toEqual(preview.sample)
    expect(await groupsNow()).toEqual(before)
    expect(await verdictsNow()).toBe(0)
  })

  it('are one step of the history, which one undo takes back whole and one redo brings back', async () => {
    const client = await open()
    const before = await groupsNow()
    const job = await apply({ ...SURE, name: 'Sure ones' })
    expect(job).toMatchObject({ status: 'done', summary: { 'verdicts recorded': 20 } })
    expect(await verdictsNow()).toBe(20)
    expect((await client.review.history({})).rows).toMatchObject([
      {
        kind: 'rule',
        undone: false,
        words: 'By the rule “Sure ones”: 20 pairs',
        said: [{ relation: 'same-product', pairs: 20 }],
      },
    ])
    const applied = await groupsNow()
    expect(applied).not.toEqual(before)
    expect(await client.rules.preview(SURE)).toMatchObject({ toRecord: 0, decided: 20 })

    await client.review.undo()
    expect(await verdictsNow()).toBe(0)
    expect(await groupsNow()).toEqual(before)
    await client.review.redo()
    expect(await groupsNow()).toEqual(applied)
  })

  it('leave out what a curator said otherwise, and say so', async () => {
    const client = await open()
    const verdicts = [{ itemA: 1, itemB: 2, relation: 'variant' }]
    await client.review.record({ groupId: 1, shown: [1, 2], verdicts })
    const preview = await client.rules.preview(SURE)
    expect(preview).toMatchObject({
      toRecord: 19,
      againstVerdicts: 1,
      exceptions: [{ a: { id: 1 }, b: { id: 2 }, reason: 'verdict' }],
    })
    expect(preview.exceptions[0]?.words).toMatch(/^Ada said on .*variant/)
    await apply(SURE)
    expect(await client.review.contradictions()).toEqual([])
    expect(await client.groups.pair({ itemA: 1, itemB: 2 })).toMatchObject({
      settled: { relation: 'variant' },
    })
  })

  it('leave out what would make a product of more than 50 listings', async () => {
    const chain = Array.from({ length: 59 }, (_, n): FixturePair => [n + 1, n + 2, 0.95])
    const client = await open(60, chain)
    const preview = await client.rules.preview(SURE)
    // The first 50 are one product; then 51 stands apart and begins another.
    expect(preview).toMatchObject({ pairs: 59, toRecord: 58, tooLarge: 1 })
    await apply(SURE)
    expect(await client.review.contradictions()).toEqual([])
    expect((await client.groups.list({})).rows.map(({ size }) => size)).toEqual([50, 10])
  })

  it('cut the groups anew in a job where very many verdicts are taken back', async () => {
    const many = Array.from({ length: 400 }, (_, n): FixturePair => [2 * n + 1, 2 * n + 2, 0.95])
    const client = await open(800, many)
    const before = await groupsNow()
    await apply({ ...SURE, relation: 'different' })
    expect((await client.groups.list({})).total).toBe(0)
    const job = await fixture.finish(async () => {
      await client.review.undo()
      const [newest] = await client.jobs.list()
      if (newest === undefined) throw new Error('Expected a job to cut the groups anew')
      return newest
    }, 'recut')
    expect(job).toMatchObject({ status: 'done', summary: { 'groups cut anew': 400 } })
    expect(await groupsNow()).toEqual(before)
  })

  it('are taken back and brought back whole, however many verdicts and whenever the program ends', async () => {
    const many = Array.from({ length: 600 }, (_, n): FixturePair => [2 * n + 1, 2 * n + 2, 0.95])
    await open(1200, many)
    const before = await groupsNow()
    await apply({ ...SURE, relation: 'different' })
    const applied = await groupsNow()
    expect(applied).not.toEqual(before)
    for (const [reverse, verdicts, groups] of [
      ['undo', 0, before],
      ['redo', 600, applied],
      ['undo', 0, before],
    ] as const) {
      expect(await fixture.client.review[reverse]()).toMatchObject({
        kind: 'rule',
        undone: reverse === 'undo',
      })
      expect(await verdictsNow()).toBe(verdicts)
      // The groups are left to a job, which is on disk together with the action.
      await fixture.restart()
      expect(await verdictsNow()).toBe(verdicts)
      await expect
        .poll(async () => (await fixture.client.jobs.list())[0], { timeout: 30_000 })
        .toMatchObject({ kind: 'recut', status: 'done' })
      expect(await groupsNow()).toEqual(groups)
    }
  })

  it('are kept in the catalogue, by name; the ready-made ones stay', async () => {
    const client = await open()
    const saved = await client.rules.save({ ...UNLIKELY, name: 'Hardly alike' })
    const changed = await client.rules.save({ ...SURE, name: 'Hardly alike' })
    expect(changed.id).toBe(saved.id)
    await fixture.restart()
    const { rules } = fixture.client
    expect((await rules.list()).map(({ id, readyMade, relation }) => [id, readyMade, relation])).toEqual([
      ['identical-bytes', true, 'same-image'],
      ['sure-score-and-code', true, 'same-product'],
      [saved.id, false, 'same-product'],
    ])
    await rules.delete({ id: saved.id })
    expect(await rules.list()).toHaveLength(2)
    for (const id of [saved.id, 'identical-bytes', 'x'])
      await expect(rules.delete({ id })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })

  it('refuse what they cannot do', async () => {
    await fixture.client.catalogue.create({ path: fixture.cataloguePath })
    const { rules } = fixture.client
    await expect(rules.preview(SURE)).rejects.toMatchObject({ code: 'NOT_FOUND' })
    await expect(rules.apply(SURE)).rejects.toMatchObject({ code: 'NOT_FOUND' })
    await expect(rules.save({ ...SURE, relation: 'cousin', name: 'x' })).rejects.toMatchObject({
      code: 'REVIEW_REFUSED',
    })
    await expect(rules.preview({ conditions: [], relation: 'variant' })).rejects.toMatchObject({
      code: 'BAD_REQUEST',
    })
  })

  it('teach the scorer nothing, since they only repeat what it said', async () => {
    const client = await open()
    await apply(SURE)
    await apply(UNLIKELY)
    expect(await client.scorer.list()).toMatchObject({ usableVerdicts: 0, sameVerdicts: 0 })
  })
})

describe('the overview', () => {
  it('counts pairs by score and by what is settled of them, and verdicts by day', async () => {
    const client = await open()
    const before = await client.overview.get({ bars: 10 })
    expect(before.pairs).toEqual({ all: 39, same: 0, apart: 0, open: 39 })
    expect(before.scores[2]).toEqual({ from: 0.2, to: 0.3, same: 0, apart: 0, open: 19 })
    expect(before.days).toEqual([])
    await apply(SURE)
    await client.review.record({
      groupId: 2,
      shown: [2, 3],
      verdicts: [{ itemA: 2, itemB: 3, relation: 'different' }],
    })
    const after = await client.overview.get({ bars: 10 })
    expect(after).toMatchObject({
      items: 40,
      grouped: 40,
      groups: { open: 0, started: 0, confirmed: 20 },
      pairs: { all: 39, same: 20, apart: 1, open: 18 },
      verdicts: 21,
      contradictions: 0,
    })
    expect(after.scores[9]).toMatchObject({ same: 20, open: 0 })
    expect(after.days).toMatchObject([{ same: 20, apart: 1 }])
  })

  it('tells days apart where the reader lives', async () => {
    const client = await open()
    await client.review.record({
      groupId: 1,
      shown: [1, 2],
      verdicts: [{ itemA: 1, itemB: 2, relation: 'same-product' }],
    })
    const dayAt = async (minutesAheadOfUtc: number): Promise<string | undefined> =>
      (await client.overview.get({ minutesAheadOfUtc })).days[0]?.day
    const [west, east] = [await dayAt(-960), await dayAt(960)]
    expect(west).not.toBe(east)
  })
})
