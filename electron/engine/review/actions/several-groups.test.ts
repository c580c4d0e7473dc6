import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { EngineClient } from '../../../contract/index.ts'
import { EngineFixture } from '../../engine-fixture.ts'
import { writeReviewCatalogue, type FixturePair } from '../review-catalogue.fixture.ts'

const fixture = new EngineFixture()
const client = (): EngineClient => fixture.client

/** Every two of some listings, equally sure. */
function alike(score: number, ...items: readonly number[]): FixturePair[] {
  return items.flatMap((a, place) => items.slice(place + 1).map((b): FixturePair => [a, b, score]))
}

/** Groups 1-3, 4-5, 6-8 and 9-10, surest first; 11 and 12 are in none. */
const PAIRS = [...alike(0.9, 1, 2, 3), ...alike(0.8, 4, 5), ...alike(0.7, 6, 7, 8), ...alike(0.6, 9, 10)]

beforeAll(async () => {
  await writeReviewCatalogue(fixture.cataloguePath, 12, PAIRS)
  await client().catalogue.open({ path: fixture.cataloguePath })
})
afterAll(() => fixture.end())

async function selected(...ids: number[]) {
  return (await client().groups.ids({ among: ids })).groups
}

async function statesOf(): Promise<(readonly [number, string, boolean, boolean])[]> {
  const { rows } = await client().groups.list({})
  return rows.map(({ id, state, skipped, flagged }) => [id, state, skipped, flagged] as const)
}

describe('what is done to several groups at once', () => {
  it('names stretches of the list, and those of some groups that fit a filter', async () => {
    expect(await client().groups.ids({ offset: 1, limit: 2 })).toEqual({
      total: 4,
      groups: [
        { groupId: 4, size: 2 },
        { groupId: 6, size: 3 },
      ],
    })
    const among = [9, 1, 12]
    expect(await client().groups.ids({ among, filter: { minimumSize: 3 } })).toEqual({
      total: 1,
      groups: [{ groupId: 1, size: 3 }],
    })
    expect((await client().groups.list({ among })).rows.map(({ id }) => id)).toEqual([1, 9])
  })

  it('confirms them in one action that one undo takes back', async () => {
    const before = await statesOf()
    const groups = await selected(1, 4, 6)
    expect(await client().review.planSeveral({ deed: 'confirm', groups })).toEqual({
      groups,
      listings: 8,
      verdicts: 5,
      leftOut: [],
    })
    const done = await client().review.several({ deed: 'confirm', groups })
    expect(done).toMatchObject({
      verdicts: 5,
      action: { kind: 'confirm', groupId: null, words: 'Confirmed 8 listings as 3 products' },
    })
    expect((await statesOf()).map(([id, state]) => [id, state])).toEqual([
      [1, 'confirmed'],
      [4, 'confirmed'],
      [6, 'confirmed'],
      [9, 'open'],
    ])
    expect((await client().review.history({})).total).toBe(1)
    expect((await client().review.undo()).groupId).toBeNull()
    expect(await statesOf()).toEqual(before)
  })

  it('puts off and flags each of them, and says one brought back leaves the others put off', async () => {
    const groups = await selected(1, 4, 9)
    await client().review.several({ deed: 'skip', groups })
    await client().review.several({ deed: 'flag', groups, question: 'The same maker?' })
    expect(await statesOf()).toEqual([
      [1, 'open', true, true],
      [4, 'open', true, true],
      [6, 'open', false, false],
      [9, 'open', true, true],
    ])
    const { flag } = await client().groups.case({ groupId: 4 })
    expect(flag?.question).toBe('The same maker?')
    await client().review.comeBack({ groupId: 4, shown: [4, 5] })
    await client().review.confirm({ groupId: 9, shown: [9, 10] })
    expect((await statesOf()).map(([id, , skipped]) => [id, skipped])).toEqual([
      [1, true],
      [4, false],
      [6, false],
      [9, false],
    ])
    for (let step = 0; step < 4; step += 1) await client().review.undo()
    expect(
      (await statesOf()).every(([, state, skipped, flagged]) => state === 'open' && !skipped && !flagged),
    ).toBe(true)
  })

  it('leaves out what changed, is decided or was told apart, and refuses to go against that', async () => {
    await client().review.confirm({ groupId: 4, shown: [4, 5] })
    await client().review.flag({ groupId: 6, shown: [6, 7, 8], question: 'Mine' })
    const groups = [
      { groupId: 1, size: 4 },
      { groupId: 4, size: 2 },
      { groupId: 9, size: 2 },
      { groupId: 11, size: 2 },
    ]
    const plan = await client().review.planSeveral({ deed: 'confirm', groups })
    expect(plan).toEqual({
      groups: [{ groupId: 9, size: 2 }],
      listings: 2,
      verdicts: 1,
      leftOut: [
        { groupId: 1, reason: 'changed' },
        { groupId: 4, reason: 'done' },
        { groupId: 11, reason: 'gone' },
      ],
    })
    await expect(client().review.several({ deed: 'confirm', groups })).rejects.toMatchObject({
      code: 'REVIEW_REFUSED',
    })
    expect((await client().review.planSeveral({ deed: 'flag', groups: await selected(6) })).leftOut).toEqual([
      { groupId: 6, reason: 'done' },
    ])
    await client().review.undo()
    await client().review.undo()
  })

  it('is no evidence: nobody looked at its pairs one by one', async () => {
    const before = await client().scorer.list()
    await client().review.several({ deed: 'confirm', groups: await selected(1, 6) })
    expect((await client().scorer.list()).usableVerdicts).toBe(before.usableVerdicts)
    await client().review.undo()
  })
})
