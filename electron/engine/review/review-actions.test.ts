import { join } from 'node:path'
import Database from 'better-sqlite3'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { EngineClient } from '../../contract/index.ts'
import { EngineFixture } from '../engine-fixture.ts'
import { writeReviewCatalogue, type FixturePair } from './review-catalogue.fixture.ts'

const fixture = new EngineFixture()
/** That of the engine which runs now. */
const client = (): EngineClient => fixture.client

/** Twelve listings: groups of four, three and two, near misses between them, and three in none. */
const PAIRS: readonly FixturePair[] = [
  [1, 2, 0.95],
  [1, 3, 0.9],
  [2, 3, 0.85],
  [1, 4, 0.7],
  [2, 4, 0.6],
  [4, 5, 0.4],
  [5, 6, 0.9],
  [5, 7, 0.8],
  [6, 7, 0.75],
  [7, 8, 0.3],
  [8, 9, 0.65],
  [9, 10, 0.2],
]
const ITEMS = 12

beforeAll(async () => {
  await writeReviewCatalogue(fixture.cataloguePath, ITEMS, PAIRS)
  await client().catalogue.open({ path: fixture.cataloguePath })
  await client().relations.add({ name: 'Same design', sign: 'together' })
  await client().relations.add({ name: 'Spare part', sign: 'apart' })
})
afterAll(() => fixture.end())

type Step = readonly [does: string, pick: number, other: number, which: number]

const DEEDS = [
  'record',
  'record',
  'confirm',
  'split',
  'drop',
  'move',
  'representative',
  'skip',
  'come-back',
  'note',
  'edit-note',
  'flag',
  'unflag',
  'undo',
  'redo',
  'reviewer',
]
const SAYS = ['same-product', 'same-image', 'same-design', 'variant', 'spare-part', 'different']
const APART = ['variant', 'spare-part', 'different']
const TOGETHER = ['same-product', 'same-image', 'same-design']

/** What can be refused is: it leaves nothing behind. */
async function tried(work: Promise<unknown>): Promise<void> {
  await work.catch((error: unknown) => {
    const code = error instanceof Error && 'code' in error ? error.code : error
    expect(['REVIEW_REFUSED', 'GROUP_TOO_LARGE', 'NOTHING_TO_UNDO', 'NOTHING_TO_REDO']).toContain(code)
  })
}

function of<Value>(list: readonly Value[], place: number): Value {
  const value = list[place % list.length]
  if (value === undefined) throw new Error('Expected something to choose from')
  return value
}

/** A group, or two listings as a case of their own. */
async function caseOf(pick: number, other: number): Promise<{ groupId: number; shown: number[] }> {
  const { rows } = await client().groups.list({})
  if (rows.length === 0 || pick % 4 === 0) {
    const first = (pick % ITEMS) + 1
    return { groupId: first, shown: [first, ((pick + 1 + (other % (ITEMS - 1))) % ITEMS) + 1] }
  }
  const { members } = await client().groups.case({ groupId: of(rows, pick).id })
  const shown = members.map(({ item }) => item.id)
  return { groupId: shown[0] ?? 0, shown }
}

async function act([does, pick, other, which]: Step): Promise<void> {
  const target = await caseOf(pick, other)
  const { shown } = target
  const item = of(shown, other)
  switch (does) {
    case 'record': {
      const itemB = of(
        shown.filter((each) => each !== item),
        which,
      )
      const variantAxis = which % 3 === 0 ? { variantAxis: 'colour' } : {}
      const verdicts = [{ itemA: item, itemB, relation: of(SAYS, which), ...variantAxis }]
      return tried(client().review.record({ ...target, verdicts, note: which % 5 === 0 ? 'seen twice' : '' }))
    }
    case 'confirm':
      return tried(client().review.confirm({ ...target, relation: of(TOGETHER, which) }))
    case 'split':
      return tried(
        client().review.split({
          ...target,
          part: shown.slice(0, 1 + (other % shown.length)),
          relation: of(APART, which),
        }),
      )
    case 'drop':
      return tried(client().review.drop({ ...target, item, relation: of(APART, which) }))
    case 'move':
      return tried(
        client().review.move({
          ...target,
          items: shown.slice(other % shown.length),
          to: (which % ITEMS) + 1,
        }),
      )
    case 'representative':
      return tried(client().review.makeRepresentative({ ...target, item }))
    case 'skip':
      return tried(client().review.skip(target))
    case 'come-back':
      return tried(client().review.comeBack(target))
    case 'note':
      return tried(client().review.note({ ...target, text: `note ${which}` }))
    case 'edit-note': {
      const { notes } = await client().groups.case({ groupId: target.groupId, members: shown })
      const [note] = notes
      if (note !== undefined)
        await tried(
          client().review.note({ ...target, text: which % 2 === 0 ? '' : 'changed', replaces: note.id }),
        )
      return
    }
    case 'flag':
      return tried(client().review.flag({ ...target, question: which % 2 === 0 ? '' : 'same box?' }))
    case 'unflag':
      return tried(client().review.unflag(target))
    case 'undo':
      return tried(client().review.undo())
    case 'redo':
      return tried(client().review.redo())
    default:
      await client().catalogue.setReviewer({ name: of(['Ada', 'Ben'], which) })
  }
}

/** Everything of both reviewers. */
async function all(does: 'undo' | 'redo'): Promise<void> {
  for (const name of ['Ada', 'Ben']) {
    await client().catalogue.setReviewer({ name })
    for (;;) {
      const { canUndo, canRedo } = await client().review.history({ limit: 1 })
      if (!(does === 'undo' ? canUndo : canRedo)) break
      await client().review[does]()
    }
  }
}

/** The groups as they are stored, and everything that is told of what was done. */
async function state(): Promise<unknown> {
  const db = new Database(join(fixture.cataloguePath, 'catalogue.sqlite'), { readonly: true })
  const rows = ['product_group', 'group_member', 'group_relation'].map((table) =>
    db.prepare(`SELECT * FROM ${table} ORDER BY 1, 2, 3`).all(),
  )
  db.close()
  const marked = await Promise.all(
    (['skipped', 'flagged', 'noted'] as const).map((mark) => client().review.marked({ mark, limit: 200 })),
  )
  const cases = []
  const { rows: listed } = await client().groups.list({ limit: 200 })
  for (const { id } of listed) {
    const { history: _history, ...shown } = await client().groups.case({ groupId: id })
    cases.push(shown)
  }
  return { rows, marked, cases, contradictions: await client().review.contradictions() }
}

const steps = fc.array(fc.tuple(fc.constantFrom(...DEEDS), fc.nat(1000), fc.nat(1000), fc.nat(1000)), {
  minLength: 1,
  maxLength: 14,
})

describe('whatever a curator does', () => {
  it('comes to the start when all is undone, and back when all is redone, after a restart too', async () => {
    const start = await state()
    let runs = 0
    await fc.assert(
      fc.asyncProperty(steps, async (sequence) => {
        for (const each of sequence) await act(each)
        await all('redo')
        const done = await state()
        await all('undo')
        expect(await state()).toEqual(start)
        await all('redo')
        expect(await state()).toEqual(done)
        runs += 1
        if (runs % 8 === 0) await fixture.restart()
        expect(await state()).toEqual(done)
        await all('undo')
      }),
      { numRuns: 24 },
    )
  }, 120_000)
})
