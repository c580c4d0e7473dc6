import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { NewAction } from '../../catalogue/action-repository.ts'
import { joinCatalogue, openCatalogue, type Catalogue } from '../../catalogue/open-catalogue.ts'
import { createRepositories, type Repositories } from '../../catalogue/repositories.ts'
import { writeReviewCatalogue } from '../review-catalogue.fixture.ts'
import type { Steps } from '../../threads/in-slices.ts'
import { ActionLog } from '../actions/action-log.ts'
import { LiveSettlement } from './live-settlement.ts'
import { VerdictLedger } from './verdict-ledger.ts'

const PAIRS = 3000
const ACTION: NewAction = {
  kind: 'verdict',
  targetActionId: null,
  groupId: 1,
  shown: [1],
  note: '',
  reviewer: 'Ada',
  at: '2026-01-01T00:00:00.000Z',
  words: '',
  verdicts: [],
}
/** Says of so many pairs at once that they are the same, as a rule does. */
const RULE: NewAction = {
  ...ACTION,
  kind: 'rule',
  verdicts: Array.from({ length: PAIRS }, (_, n) => ({
    itemA: 2 * n + 1,
    itemB: 2 * n + 2,
    relation: 'same-product',
    variantAxis: null,
  })),
}
const CHANGED_MIND: NewAction = {
  ...ACTION,
  verdicts: [{ itemA: 1, itemB: 2, relation: 'different', variantAxis: null }],
}

function countSteps(steps: Steps<unknown>): number {
  let count = 0
  while (steps.next().done !== true) count += 1
  return count
}

let folder: string
let here: Catalogue
/** The connection of another thread. */
let there: Catalogue
let repositories: Repositories
let others: Repositories

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'doublet-ledger-'))
  const path = join(folder, 'A.doublet')
  await writeReviewCatalogue(path, 2 * PAIRS, [])
  here = await openCatalogue(path, { mode: 'must-exist', program: 'a test' })
  there = joinCatalogue(path)
  repositories = createRepositories(here.db)
  others = createRepositories(there.db)
})
afterEach(() => {
  there.close()
  here.close()
  rmSync(folder, { recursive: true, force: true })
})

/** Everything that is in force by a ledger. */
function told({ folded, settlement, lastActionId }: VerdictLedger): unknown {
  return {
    lastActionId,
    actions: [...folded.actions.values()],
    direct: folded.direct,
    next: [folded.nextUndo('Ada'), folded.nextRedo('Ada')],
    blocks: [...settlement.blocks].toSorted(([a], [b]) => a - b),
    contradictions: settlement.contradictions,
  }
}

const anew = (): unknown => told(new VerdictLedger(repositories.actions))

describe('VerdictLedger', () => {
  it('follows what another thread recorded, took back and put back, to what the whole log comes to', async () => {
    const ledger = await VerdictLedger.open(repositories.actions)
    const rule = others.actions.append(RULE)
    await ledger.follow()
    expect(ledger.folded.directCount).toBe(PAIRS)
    for (const kind of ['undo', 'redo', 'undo'] as const) {
      others.actions.append({ ...ACTION, kind, targetActionId: rule })
      await ledger.follow()
      expect(told(ledger)).toEqual(anew())
    }
    expect(ledger.folded.directCount).toBe(0)
    expect(told(await VerdictLedger.open(repositories.actions))).toEqual(told(ledger))
  })

  it('tells what was in force until all is taken in, and then that which was recorded meanwhile as well', async () => {
    const ledger = await VerdictLedger.open(repositories.actions)
    others.actions.append(RULE)
    const following = ledger.follow()
    expect(ledger.folded.directCount).toBe(0)
    others.actions.append(CHANGED_MIND)
    await Promise.all([following, ledger.follow()])
    expect(ledger.settlement.relationOf(1, 2)).toMatchObject({ relation: 'different' })
    expect(told(ledger)).toEqual(anew())
  })

  it('takes in very much in steps, between which the thread may turn to others', () => {
    others.actions.append(RULE)
    const log = new ActionLog()
    expect(countSteps(repositories.actions.findAfterInSteps(0))).toBeGreaterThan(1)
    expect(countSteps(log.appendInSteps(repositories.actions.findAfter(0)))).toBeGreaterThan(1)
    const everyone = RULE.verdicts.map(({ itemA }) => itemA)
    expect(countSteps(new LiveSettlement(log, []).updateInSteps(everyone))).toBeGreaterThan(1)
  })

  it('reads the log again once something was taken in that did not come to the disk', async () => {
    const ledger = await VerdictLedger.open(repositories.actions)
    ledger.append(CHANGED_MIND)
    const before = told(ledger)
    const lose = (): void =>
      repositories.transaction(() => {
        ledger.append({ ...CHANGED_MIND, verdicts: [] })
        throw new Error('the disk is full')
      })
    expect(lose).toThrow('the disk is full')
    ledger.distrust()
    await ledger.follow()
    expect(told(ledger)).toEqual(before)
    expect(lose).toThrow('the disk is full')
    ledger.distrust()
    // The id of what was lost is given again.
    ledger.append(CHANGED_MIND)
    expect(told(ledger)).toEqual(anew())
  })

  it('stops when the catalogue is closed', async () => {
    const ledger = await VerdictLedger.open(repositories.actions)
    others.actions.append(RULE)
    const closing = new AbortController()
    const following = ledger.follow(closing.signal)
    closing.abort(new Error('closed'))
    await expect(following).rejects.toThrow('closed')
    expect(ledger.folded.directCount).toBe(0)
    await ledger.follow()
    expect(told(ledger)).toEqual(anew())
  })
})
