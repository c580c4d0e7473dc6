import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { QueueCase } from '../../contract/queue.ts'
import type { Item } from '../../contract/items.ts'
import { EngineFixture } from '../engine-fixture.ts'

const fixture = new EngineFixture()
const labelOf = new Map<number, string | null>()

beforeAll(async () => {
  const { folder, table } = await fixture.drawSample(20)
  const { client } = fixture
  await client.catalogue.create({ path: fixture.cataloguePath })
  await fixture.finish(() => client.sources.import({ folder, table }), 'match')
})
afterAll(() => fixture.end())

/** Answers a case as the known labels say, as a curator at the window does. */
async function answer(next: QueueCase): Promise<void> {
  const { client } = fixture
  const { members } = await client.groups.case({
    groupId: next.groupId,
    members: next.members,
    blind: next.blind,
  })
  const items = members.map(({ item }: { item: Item }) => item)
  for (const item of items) labelOf.set(item.id, item.labelGroup)
  const [first, ...others] = items
  await client.review.record({
    groupId: next.groupId,
    shown: items.map(({ id }) => id),
    blind: next.blind,
    verdicts: others.map((other) => ({
      itemA: first?.id ?? 0,
      itemB: other.id,
      relation: other.labelGroup === first?.labelGroup ? ('same-product' as const) : ('different' as const),
    })),
  })
}

describe('the queue', () => {
  it('gives the same cases however often it is asked, groups and joins by what they are worth', async () => {
    const { client } = fixture
    const cases = await client.queue.next({ limit: 4 })
    expect(cases).toHaveLength(4)
    expect(await client.queue.next({ limit: 4 })).toEqual(cases)
    for (const { words, members } of cases) {
      expect(words.length).toBeGreaterThan(20)
      expect(members.length).toBeGreaterThan(1)
    }
    const { rows } = await client.groups.list({ sort: 'value', limit: 5 })
    expect(rows.length).toBe(5)
  })

  it('moves on with verdicts, asks random pairs among them and old ones again, blind', async () => {
    const { client } = fixture
    const kinds: string[] = []
    for (let turn = 0; turn < 45; turn += 1) {
      const [next] = await client.queue.next({ limit: 1 })
      if (next === undefined) break
      kinds.push(next.kind)
      await answer(next)
    }
    expect(kinds[4]).toBe('check')
    expect(kinds[14]).toBe('check')
    const repeats = kinds.filter((kind) => kind === 'repeat').length
    expect(repeats).toBeGreaterThan(0)
    expect(kinds.filter((kind) => kind === 'group').length).toBeGreaterThan(10)
    const estimates = await client.queue.estimates()
    expect(estimates.agreement).toMatchObject({ repeats, agreed: repeats })
    expect(estimates.checks).toBeGreaterThan(1)
    const { precision, recall } = estimates.groups
    expect(precision?.low).toBeLessThanOrEqual(precision?.share ?? 0)
    expect(recall?.share).toBeGreaterThan(0.3)
    expect(estimates.confirmed.pairs).toBeGreaterThan(5)
    expect(estimates.words).toContain('more verdicts')
  })

  it('shows nothing of what was said where a case is asked blind', async () => {
    const { client } = fixture
    const { rows } = await client.review.history({ limit: 200 })
    const [a = 0, b = 0] = rows.find(({ shown }) => shown.length === 2)?.shown ?? []
    const seen = await client.groups.case({ groupId: a, members: [a, b] })
    expect(seen.members[1]?.settled).not.toBeNull()
    const blind = await client.groups.case({ groupId: a, members: [a, b], blind: true })
    expect(blind).toMatchObject({ state: 'open', bridges: [], members: [{}, { settled: null }] })
    expect(blind.members[1]?.evidence?.settled).toBeNull()
    expect(blind.members[1]?.evidence?.reasons.length).toBeGreaterThan(0)
  })

  it('plays a curator without a verdict of its own, and keeps the curves', async () => {
    const { client } = fixture
    const before = await client.review.history({})
    const job = await fixture.finish(() => client.queue.simulate({ verdicts: 40 }), 'simulate')
    expect(job.status).toBe('done')
    const curve = await client.queue.learningCurve({ jobId: job.id })
    expect(curve?.curves.map(({ order }) => order)).toEqual(['value', 'score', 'random'])
    for (const { points } of curve?.curves ?? []) expect(points.at(-1)?.verdicts).toBe(40)
    expect((await client.review.history({})).total).toBe(before.total)
    expect(await client.queue.learningCurve({ jobId: job.id + 1 })).toBeNull()
  })
})

describe('the scorer', () => {
  it('is fitted again in the background, or says why not, and can be chosen for the next match', async () => {
    const { client } = fixture
    const job = await fixture.finish(() => client.scorer.refit(), 'refit-scorer')
    expect(job.status).toBe('done')
    expect(job.notes[0]?.words).toMatch(/the next match takes it|stays as it is/)
    const { versions, usableVerdicts } = await client.scorer.list()
    expect(usableVerdicts).toBeGreaterThan(30)
    const shipped = versions.at(-1)?.version ?? ''
    expect(versions.filter(({ next }) => next)).toHaveLength(1)
    expect(await client.scorer.use({ version: shipped })).toMatchObject({ version: shipped, next: true })
    const weights = await client.scorer.weights({ version: shipped })
    expect(weights.find(({ words }) => words === 'title says another quantity')?.weight).toBeLessThan(0)
    await expect(client.scorer.use({ version: 'no such' })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })
})

describe('contradictions', () => {
  it('are listed with the fewest verdicts to look at again', async () => {
    const { client } = fixture
    const ids = [...labelOf.keys()].slice(0, 3)
    const [a = 0, b = 0, c = 0] = ids
    const say = (itemA: number, itemB: number, relation: 'same-product' | 'different') =>
      client.review.record({ groupId: a, shown: ids, verdicts: [{ itemA, itemB, relation }] })
    await say(a, b, 'same-product')
    await say(b, c, 'same-product')
    await say(a, c, 'different')
    const contradictions = await client.review.contradictions()
    const touching = contradictions.filter(({ itemA, itemB }) => ids.includes(itemA) && ids.includes(itemB))
    expect(touching.length).toBeGreaterThan(0)
    expect(touching[0]?.lookAgain.length).toBeGreaterThan(0)
    expect(touching[0]?.exact).toBe(true)
  })
})
