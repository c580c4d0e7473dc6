import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { RehearsalInput } from '../../contract/rehearsal.ts'
import { EngineFixture } from '../engine-fixture.ts'

let fixture: EngineFixture

const groupsNow = async () => {
  const { rows } = await fixture.client.groups.list({ limit: 200 })
  const cases = await Promise.all(rows.map((row) => fixture.client.groups.case({ groupId: row.id })))
  return cases
    .map(({ members }) => members.map(({ item }) => item.id).toSorted((a, b) => a - b))
    .toSorted((a, b) => (a[0] ?? 0) - (b[0] ?? 0))
}
const rehearse = (input: RehearsalInput) =>
  fixture.finish(() => fixture.client.rehearsal.start(input), 'rehearse')
const accept = () => fixture.finish(() => fixture.client.rehearsal.accept(), 'rehearse')

describe('a rehearsal', () => {
  beforeAll(async () => {
    fixture = new EngineFixture()
    const sample = await fixture.drawSample(12)
    await fixture.client.catalogue.create({ path: fixture.cataloguePath })
    await fixture.finish(() => fixture.client.sources.import(sample), 'match')
  })
  afterAll(() => fixture.end())

  it('says what a threshold would change, and changes nothing', async () => {
    const before = await groupsNow()
    expect(await rehearse({ threshold: 0.999 })).toMatchObject({ status: 'done', error: null })
    const result = await fixture.client.rehearsal.result()
    expect(result).toMatchObject({
      words: 'Threshold 0.999 in place of 0.5',
      change: { threshold: { from: 0.5, to: 0.999 }, model: null },
      groups: { before: before.length, merged: 0, appeared: 0 },
      pairs: { joined: 0 },
    })
    const changed = (result?.groups.split ?? 0) + (result?.groups.vanished ?? 0)
    expect(changed).toBeGreaterThan(0)
    expect(result?.examples.length).toBe(Math.min(10, changed))
    expect(result?.examples[0]?.items[0]?.title).toEqual(expect.any(String))
    expect(await groupsNow()).toEqual(before)
    expect((await fixture.client.catalogue.current())?.threshold).toBe(0.5)
  })

  it('lets what it told take effect when it is accepted, through a restart too', async () => {
    await fixture.restart()
    const told = await fixture.client.rehearsal.result()
    expect(await accept()).toMatchObject({ status: 'done', error: null })
    expect((await groupsNow()).length).toBe(told?.groups.after)
    expect((await fixture.client.catalogue.current())?.threshold).toBe(0.999)
    expect(await fixture.client.rehearsal.result()).toBeNull()
    await expect(fixture.client.rehearsal.accept()).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })

  it('comes back to the groups that a match at the same threshold makes', async () => {
    await rehearse({ threshold: 0.5 })
    await accept()
    const accepted = await groupsNow()
    await fixture.finish(() => fixture.client.jobs.startMatch({}), 'match')
    expect(await groupsNow()).toEqual(accepted)
  })

  it('counts the verdicts that the scores alone would decide otherwise', async () => {
    const [first] = await groupsNow()
    const [itemA, itemB] = first ?? []
    if (itemA === undefined || itemB === undefined) throw new Error('Expected a group of two')
    await fixture.client.review.record({
      groupId: itemA,
      shown: [itemA, itemB],
      verdicts: [{ itemA, itemB, relation: 'same-product' }],
    })
    await rehearse({ threshold: 1 })
    expect((await fixture.client.rehearsal.result())?.contradicted).toEqual({
      verdicts: 1,
      before: 0,
      after: 1,
    })
    // Left as it is: what was confirmed stays together, whatever the threshold.
    await fixture.client.rehearsal.discard()
    expect(await fixture.client.rehearsal.result()).toBeNull()
  })

  it('applies the verdicts that were given while it waited', async () => {
    const groups = await groupsNow()
    const [itemA, itemB] = groups.at(-1) ?? []
    if (itemA === undefined || itemB === undefined) throw new Error('Expected a group of two')
    await rehearse({ threshold: 0.4 })
    await fixture.client.review.record({
      groupId: itemA,
      shown: [itemA, itemB],
      verdicts: [{ itemA, itemB, relation: 'different' }],
    })
    await accept()
    const apart = (await groupsNow()).every(
      (members) => !(members.includes(itemA) && members.includes(itemB)),
    )
    expect(apart).toBe(true)
  })

  it('of the same scorer and of the same model changes nothing, and is out of date after a match', async () => {
    const { rows } = await fixture.client.groups.list({ limit: 1 })
    const { members } = await fixture.client.groups.case({ groupId: rows[0]?.id ?? 0 })
    const scorer = members[1]?.evidence?.scorerVersion ?? ''
    const unchanged = { groups: { split: 0, merged: 0, appeared: 0, vanished: 0 }, regroupedItems: 0 }
    await rehearse({ scorer })
    expect(await fixture.client.rehearsal.result()).toMatchObject(unchanged)
    const before = await groupsNow()
    await accept()
    expect(await groupsNow()).toEqual(before)

    expect(await rehearse({ model: { id: null, role: 'pictures', acceptTerms: false } })).toMatchObject({
      status: 'done',
    })
    expect(await fixture.client.rehearsal.result()).toMatchObject({
      ...unchanged,
      change: { model: { to: null } },
    })
    await accept()
    expect(await groupsNow()).toEqual(before)

    await rehearse({ threshold: 0.8 })
    await fixture.finish(() => fixture.client.jobs.startMatch({}), 'match')
    expect(await fixture.client.rehearsal.result()).toBeNull()
  })

  it('is refused for a scorer and a model that are not there', async () => {
    await expect(fixture.client.rehearsal.start({ scorer: 'scorer-99' })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    })
    await expect(
      fixture.client.rehearsal.start({ model: { id: 'nobody', role: 'titles', acceptTerms: true } }),
    ).rejects.toMatchObject({ code: 'MODEL_UNUSABLE' })
  })
})
